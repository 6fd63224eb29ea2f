package cells

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// runsSQL runs the cell that has the keyboard.
func runsSQL(p *browser.Page, cell, shows string) {
	p.T.Helper()
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(cell, shows)
}

// staleSQL waits until a cell says whether what it shows may be out of date.
func staleSQL(p *browser.Page, cell string, want bool) {
	p.T.Helper()
	p.Wait("the cell to say whether its results are old", "document.querySelector(%s).matches('.outdated') === %s && "+
		"document.querySelector(%s).textContent.includes('Changed since it was run') === %s", cell, want, cell+" .bar", want)
}

// SQL cells of the reader's own run on the lesson's data, after the cells above: the
// lesson's as the reader has left them, and the reader's own.
func TestSQLOfOnesOwn(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open(course.SQLPage)
	p.Write(course.SQLMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	first := course.AddOwnSQL(p)
	p.Press("INSERT INTO paint VALUES ('umber'); CREATE TABLE mine AS SELECT hue, 40 + 2 AS answer FROM paint;")
	runsSQL(p, first, "INSERT: 1 row changed.")
	p.Shows(first, "CREATE: done.")
	if got := p.Text(first + " .bar"); !strings.Contains(got, "on the data “shop”") {
		t.Errorf("the cell does not say what it runs on: %q", got)
	}
	p.Accessible(first)

	t.Log("another one uses its table, and the lesson's data")
	second := course.AddOwnSQL(p)
	p.Press("SELECT hue, answer, (SELECT count(*) FROM product) FROM mine;")
	runsSQL(p, second, "umber")
	p.Shows(second, "42")
	p.Shows(second, "2 rows.")
	p.Click(second + " [name=plan]")
	p.Shows(second, "SCAN mine")
	p.Click(second + " [name=plan]")
	p.Wait("the plan to go", "!document.querySelector(%s).textContent.includes('SCAN')", second+" .outputs")
	staleSQL(p, second, false)
	p.Accessible(second)

	p.Sub("what changes above", func(*testing.T) { sqlAboveChanges(p, first, second) })
	p.Sub("both are kept", func(t *testing.T) { sqlIsKept(t, p, second) })
	p.Sub("in two tabs", func(*testing.T) { sqlInTwoTabs(p, first, second) })
	p.Sub("on a phone", func(t *testing.T) {
		p.Width(browser.Narrow)
		p.Fits(t)
		p.Accessible(first, second)
	})
}

// sqlAboveChanges changes what the cells depend on, which shows when they run again,
// and the second cell's text.
func sqlAboveChanges(p *browser.Page, first, second string) {
	p.Write(course.SQLMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('sienna');")
	staleSQL(p, first, true)
	staleSQL(p, second, true)
	p.Accessible(second)
	p.Click(second + " .run")
	p.Shows(second, "sienna")
	staleSQL(p, second, false)
	p.Click(course.SQLMakes + " [type=reset]")
	p.Click(second + " .run")
	p.Shows(second, "Cell 1 above, line 1, column 13: no such table: paint")
	p.Shows(second, "no such table: mine")

	p.Write(second, "SELECT name\nFROM prodct;")
	p.Press("\r", kb.ModifierCtrl)
	p.Shows(second, "line 2, column 6: no such table: prodct")
	p.Write(second, keptSQL)
}

const keptSQL = "SELECT name FROM product;"

// sqlIsKept opens the page again. The cells are there, and wait for a click.
func sqlIsKept(t *testing.T, p *browser.Page, second string) {
	t.Helper()
	p.Open(course.SQLPage)
	p.Wait("both cells", "document.querySelectorAll('.own.sql').length === 2")
	if got := p.Text(second + " .outputs"); got != "" {
		t.Errorf("before a click it shows %q", got)
	}
	if got := browser.Eval[string](p, "document.querySelector(%s).value", second+" textarea"); got != keptSQL {
		t.Errorf("its text is %q", got)
	}
	p.Click(second + " .run")
	p.Shows(second, "3 rows.")
}

// sqlInTwoTabs goes from one cell to the next with Shift Enter, while another tab
// follows.
func sqlInTwoTabs(p *browser.Page, first, second string) {
	other := p.Another()
	other.Open(course.SQLPage)
	other.Wait("both cells", "document.querySelectorAll('.own.sql').length === 2")
	p.Write(first, "SELECT 'both tabs';")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Shows(first, "both tabs")
	p.Wait("the keyboard in the next cell", "document.activeElement.closest('.own')?.id === %s", second[1:])
	other.Wait("what this tab has written",
		"document.querySelector(%s).value === \"SELECT 'both tabs';\"", first+" textarea")
}

// Where an SQL cell stands says what it runs on, and that changes as cells move.
func TestSQLOfOnesOwnRunsOnTheDataBesideIt(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/lessons/joins")
	p.Write("#sql-1", "SELECT 1;")
	shop := course.AddOwnSQL(p)
	p.Press("CREATE TABLE mine (x); INSERT INTO mine VALUES (42);")
	runsSQL(p, shop, "1 row changed.")

	t.Log("the order counts")
	reads := course.AddOwnSQL(p)
	p.Press("SELECT x FROM mine;")
	runsSQL(p, reads, "42")
	p.ClickText(reads+" .own-head button", "↑")
	staleSQL(p, reads, true)
	p.Click(reads + " .run")
	p.Shows(reads, "no such table: mine")
	p.ClickText(reads+" .own-head button", "↓")
	p.Click(reads + " .run")
	p.Shows(reads, "42")
	p.Write("#sql-1", "SELEKT 1;")
	p.Click(reads + " .run")
	p.Shows(reads, "SQL cell 2 above, line 1")

	t.Log("so does what has gone, until it is put back")
	p.ClickText(shop+" .own-head button", "Delete")
	staleSQL(p, reads, true)
	p.ClickText(".own-gone button", "Undo")
	staleSQL(p, reads, false)

	t.Log("right below an exercise it runs on the exercise's data, without answers to it")
	exercise := "#" + browser.Eval[string](p, "document.querySelector('.exercise[data-kind=sql]').id")
	const probe = "SELECT group_concat(name) AS tables FROM sqlite_schema WHERE type = 'table';"
	p.Rewrite(exercise, "CREATE TABLE answer (x);")
	below := course.AddOwnSQL(p)
	p.Press(probe)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("a result", "document.querySelector(%s)", below+" td")
	data := browser.Eval[string](p, "document.querySelector(%s).dataset.set", exercise+" .sql")
	if got := p.Text(below); !strings.Contains(got, "“"+data+"”") || strings.Contains(got, "answer") {
		t.Errorf("below an exercise on %s: %s", data, got)
	}

	t.Log("a lesson's data are its own, and there is an empty database where it has none")
	p.Open(course.WorkshopPage)
	empty := course.AddOwnLast(p, "sql")
	p.Press("SELECT count(*) || ' tables' FROM sqlite_schema;")
	runsSQL(p, empty, "0 tables")
}

// The notebook's database is what its cells make.
func TestSQLOfTheNotebook(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	makes := course.AddOwnLast(p, "sql")
	p.Press("CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1), (2), (3);")
	runsSQL(p, makes, "3 rows changed.")
	course.AddOwn(p) // Go between them takes no part in it
	reads := course.AddOwnSQL(p)
	p.Press("SELECT sum(x) AS total FROM t;")
	runsSQL(p, reads, "6")
	p.Accessible()
	p.Width(browser.Narrow)
	p.Fits(t)

	t.Log("it is shared by link, and runs after a click")
	link := course.SharedLink(p, func() { p.ClickText(reads+" .own-head button", "Share") })
	q := browser.NewPage(t, p.Origin)
	q.Open(link)
	q.Wait("the offer", "document.querySelector('.offer')")
	course.OnBench(q, "Use them")
	q.Wait("the cells", "document.querySelectorAll('.own').length === 3")
	reads = course.OwnCell(q, 3)
	if got := q.Text(reads + " .outputs"); got != "" {
		t.Errorf("before a click it shows %q", got)
	}
	q.Click(reads + " .run")
	q.Shows(reads, "6")

	t.Log("and it is part of the file with one's work")
	packed := course.Packed(p)
	r := browser.NewPage(t, p.Origin)
	r.Open("/")
	course.Unpack(r, packed)
	r.Open("/notebook")
	r.Wait("the cells", "document.querySelectorAll('.own').length === 3")
	reads = course.OwnCell(r, 3)
	r.Click(reads + " .run")
	r.Shows(reads, "6")
}
