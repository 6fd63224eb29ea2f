package wire

// Edit is a learner's text for a declaration, or for several that the page
// shows together: "Entropy", "Tree.Predict", "Entropy,Gain". The text may
// declare more, and import what it needs. A name that the lesson does not
// have is a text of the learner's own, beside the lesson's.
type Edit struct {
	// The names of the declarations that the text replaces, joined by commas.
	Declaration string `json:"declaration"`
	// The Go source.
	Text string `json:"text"`
	// Whether the text is a cell of that name: statements and declarations in any order, outside of the lesson's package.
	Cell bool `json:"cell,omitempty"`
	// Whether the cell shows the value of its last expression.
	Shows bool `json:"shows,omitempty"`
}

// BuildRequest asks for a program made of a lesson and edits.
type BuildRequest struct {
	// Slug of the lesson. The server takes it from the address instead.
	Lesson string `json:"lesson"`
	// All edits of the page; there may be none.
	Edits []Edit `json:"edits"`
	// The cells that the program must contain; if empty, all of the lesson's.
	Cells []string `json:"cells"`
}

// Diagnostic is a mistake in a learner's text, or one that it causes elsewhere.
type Diagnostic struct {
	// The edit, or the lesson's declaration, that it is about.
	Declaration string `json:"declaration"`
	// Whether it is in the learner's text rather than in the lesson's own.
	Yours bool `json:"yours"`
	// The line, from 1, in the declaration as the page shows it; 0 if the mistake is on no line.
	Line int `json:"line"`
	// The column, from 1, in bytes.
	Column int `json:"column"`
	// What is wrong, as plain text.
	Message string `json:"message"`
	// What may fix it, as plain text.
	Hint string `json:"hint,omitempty"`
}

// BuildAnswer is what the page gets for its edits: a program, what is wrong
// with them, or why there is no answer now. An empty answer to GET /builder
// says that the compiler is ready.
type BuildAnswer struct {
	// Address of the program, which names its content.
	Program string `json:"program,omitempty"`
	// The cells that the program contains.
	Cells []string `json:"cells,omitempty"`
	// What is wrong with the edits.
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
	// The edits that gofmt changed; diagnostics are about these texts.
	Formatted []Edit `json:"formatted,omitempty"`
	// Why there is no program yet: ask again soon.
	Wait string `json:"wait,omitempty"`
	// Why there is no program: asking again does not help.
	Problem string `json:"problem,omitempty"`
	// How long the build took, in milliseconds.
	TookMS int64 `json:"tookMs"`
	// Whether the program had been built before.
	Cached bool `json:"cached,omitempty"`
}

// FormatAnswer is a text as gofmt writes it, or as it was and why.
type FormatAnswer struct {
	// The text.
	Text string `json:"text"`
	// The first mistake of a text that is not Go.
	Diagnostic *Diagnostic `json:"diagnostic,omitempty"`
}

// DownloadRequest asks for a lesson as a file, with the learner's work.
type DownloadRequest struct {
	// All edits of the page.
	Edits []Edit `json:"edits"`
	// The learner's own cells, in the order of the page.
	Cells []OwnCell `json:"cells,omitempty"`
}

// OwnCell is a cell that a learner has put between the blocks of a page.
type OwnCell struct {
	// What it is written in.
	Language CellLanguage `json:"language"`
	// Its title, which need not be the only one of its kind.
	Title string `json:"title"`
	// The block that it follows: the last id of an element up to it, and how many blocks later it stands, as in "loss+2".
	After string `json:"after"`
	// What the learner wrote.
	Text string `json:"text"`
}

// CellLanguage is what a cell of a learner's own is written in.
type CellLanguage string

// The languages.
const (
	CellGo   CellLanguage = "go"
	CellSQL  CellLanguage = "sql"
	CellText CellLanguage = "text" // Markdown
)
