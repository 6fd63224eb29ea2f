package course

// YourGini is an exercise of the lesson gini.
const YourGini = "#exercise-YourGini"

// Offered is what the page offers who follows a link with edits in it.
const Offered = `document.querySelector(".offer > p")?.textContent ?? ""`

// The cell that most of these tests play with: the entropy of a coin.
const (
	CoinPage   = "/lessons/entropy"
	Coin       = "#cell-BinaryCurve"
	CoinSlider = "#BinaryCurve-p"
	CoinSay    = Coin + " .outputs .say"
	CoinFigure = Coin + " .outputs .drawing > svg"
)

// The SQL cells that these tests type into: the first makes a table that the
// second one sees.
const (
	SQLPage  = "/lessons/tables"
	SQLMakes = "#sql-2"
	SQLReads = "#sql-3"
)

// WorkshopPage is the lesson that these tests change.
const WorkshopPage = "/lessons/entropy"

// Surprise is the listing that these tests change.
const Surprise = `.listing[data-source="Surprise"]`

// Marked is how many cells show what the reader's code made.
const Marked = `document.querySelectorAll(".yours").length`

// CoinSurprise is the surprise column of the coin's table: of heads with
// p = 0.25.
const CoinSurprise = `document.querySelector("#cell-BinaryCurve td:nth-child(3)").textContent`
