package gotest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The SQL cells that these tests type into: the first makes a table that the
// second one sees.
const (
	sqlPage  = "/lessons/tables"
	sqlMakes = "#sql-2"
	sqlReads = "#sql-3"
)

// write replaces the text of an SQL cell, from the keyboard.
func (p *page) write(cell, text string) {
	p.t.Helper()
	p.at(cell)
	eval[any](p, "document.querySelector(%s).select()", cell+" textarea")
	eval[any](p, "document.querySelector(%s).focus()", cell+" textarea")
	p.press(kb.Delete)
	p.do(chromedp.SendKeys(chromedp.CSS(cell+" textarea"), text))
}

// shows waits until the outputs of a cell hold the text.
func (p *page) shows(cell, text string) {
	p.t.Helper()
	p.wait(cell+" to show "+text, "document.querySelector(%s).textContent.includes(%s)", cell+" .outputs", text)
}

func TestSQLIsWrittenAndRun(t *testing.T) {
	p := visit(t, sqlPage)
	original := eval[string](p, "document.querySelector(%s).value", sqlReads+" textarea")
	result := p.text(sqlReads + " .outputs")

	p.sub("with the button", func(t *testing.T) {
		p.write(sqlReads, "SELECT name AS wares, 40 + 2 AS answer FROM product;")
		p.click(sqlReads + " .run")
		p.shows(sqlReads, "wares")
		p.shows(sqlReads, "42")
		p.shows(sqlReads, "3 rows.")
	})
	p.sub("with Ctrl Enter", func(t *testing.T) {
		p.write(sqlReads, "SELECT 6 * 7 AS product_of_six;")
		p.press("\r", kb.ModifierCtrl)
		p.shows(sqlReads, "product_of_six")
		p.shows(sqlReads, "1 row.")
	})
	p.sub("a mistake is shown with its place", func(t *testing.T) {
		p.write(sqlReads, "SELECT name\nFROM prodct;")
		p.click(sqlReads + " .run")
		p.shows(sqlReads, "line 2")
		p.shows(sqlReads, "no such table: prodct")
	})
	p.sub("with its query plan", func(t *testing.T) {
		p.write(sqlReads, "SELECT * FROM product WHERE id = 2;")
		p.click(sqlReads + " [name=plan]")
		p.shows(sqlReads, "SEARCH product USING INTEGER PRIMARY KEY")
		p.click(sqlReads + " [name=plan]")
		p.wait("the plan to go", "!document.querySelector(%s).textContent.includes('SEARCH')", sqlReads+" .outputs")
	})
	p.sub("and set back", func(t *testing.T) {
		p.click(sqlReads + " [type=reset]")
		p.wait("the first result", "document.querySelector(%s).textContent.trim() === %s", sqlReads+" .outputs", result)
		if got := eval[string](p, "document.querySelector(%s).value", sqlReads+" textarea"); got != original {
			t.Errorf("after the reset the cell holds %q, the lesson wrote %q", got, original)
		}
		p.wait("the button to go", "document.querySelector(%s).hidden", sqlReads+" [type=reset]")
	})
}

func TestSQLSeesTheCellsAboveAsTheReaderLeftThem(t *testing.T) {
	p := visit(t, sqlPage)
	p.write(sqlReads, "SELECT hue FROM paint;")
	p.click(sqlReads + " .run")
	p.shows(sqlReads, "no such table: paint")
	p.write(sqlMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	p.click(sqlReads + " .run")
	p.shows(sqlReads, "ochre")
}

func TestSQLIsAFormWithoutJavaScript(t *testing.T) {
	p := newPage(t, shared.course.url(t))
	p.withoutScripts()
	p.open(sqlPage)
	p.write(sqlReads, "SELECT 'kept' AS what;")
	p.click(sqlReads + " .run")
	p.wait("the page with the result", "document.querySelector(%s)?.textContent.includes('kept')", sqlReads+" .outputs")
	if got := eval[string](p, "document.querySelector(%s).value", sqlReads+" textarea"); strings.TrimSpace(got) != "SELECT 'kept' AS what;" {
		t.Errorf("the cell holds %q, not what the reader typed", got)
	}
	if !strings.HasSuffix(eval[string](p, "location.href"), sqlReads) {
		t.Errorf("the page does not open at the cell: %s", eval[string](p, "location.href"))
	}
}
