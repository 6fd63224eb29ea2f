package gotest

import (
	"fmt"
	"math"
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
	// Another editor that comes late may take the window elsewhere.
	p.wait("an editor in "+cell, `(document.querySelector(%s).scrollIntoView({ block: "center", behavior: "instant" }), document.querySelector(%s))`, cell, cell+" .cm-content")
	p.click(cell + " .cm-content")
	p.press("a", kb.ModifierCtrl)
	p.press(text)
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

// Nothing on the page moves when editors take the place of text areas.
func TestSQLEditorsLieExactlyOnTheirTextAreas(t *testing.T) {
	type place struct{ X, Y, Width, Height float64 }
	const places = `[...document.querySelectorAll(".cell[data-sql]")].map(c => { const b = c.getBoundingClientRect(); return { x: b.x, y: b.y + scrollY, width: b.width, height: b.height }; })`
	for _, width := range []int64{wide, narrow} {
		p := newPage(t, courseURL(t))
		p.width(width)
		p.open("/lessons/joins")
		before := eval[[]place](p, `(() => {
			document.querySelectorAll(".cell[data-sql]").forEach(c => { if (c.querySelector(".cm-editor")) { c.querySelector(".cm-editor").style.display = "none"; c.querySelector("textarea").style.display = ""; c.querySelector("textarea").hidden = false; } });
			const list = `+places+`;
			document.querySelectorAll(".cm-editor").forEach(e => { e.style.display = ""; e.previousElementSibling.style.display = "none"; });
			return list;
		})()`)
		for i := range before {
			cell := fmt.Sprintf("#sql-%d", i)
			p.at(cell)
			p.wait("an editor in "+cell, "document.querySelector(%s)", cell+" .cm-editor")
		}
		for i, after := range eval[[]place](p, places) {
			if b := before[i]; math.Abs(after.X-b.X) > 0.5 || math.Abs(after.Y-b.Y) > 0.5 || math.Abs(after.Width-b.Width) > 0.5 || math.Abs(after.Height-b.Height) > 0.5 {
				t.Errorf("%d wide: cell %d was at %+v and is at %+v", width, i, b, after)
			}
		}
	}
}

func TestShiftEnterRunsAnSQLCellAndGoesOn(t *testing.T) {
	p := visit(t, sqlPage)
	p.write(sqlMakes, "SELECT 6 * 7 AS first_of_two;")
	p.press(kb.Enter, kb.ModifierShift)
	p.shows(sqlMakes, "first_of_two")
	p.wait("the keyboard in the next cell", "document.activeElement.matches(%s)", sqlReads+" .cm-content")
	p.press("a", kb.ModifierCtrl)
	p.press("SELECT 7 * 8 AS second_of_two;")
	p.press("\r", kb.ModifierCtrl)
	p.shows(sqlReads, "second_of_two")
	if got := eval[string](p, "document.querySelector(%s).value", sqlMakes+" textarea"); got != "SELECT 6 * 7 AS first_of_two;" {
		t.Errorf("the first cell's form holds %q", got)
	}
}

func TestSQLIsAFormWithoutJavaScript(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.withoutScripts()
	p.open(sqlPage)
	p.at(sqlReads)
	eval[any](p, "document.querySelector(%s).select()", sqlReads+" textarea")
	p.do(chromedp.SendKeys(chromedp.CSS(sqlReads+" textarea"), "SELECT 'kept' AS what;"))
	p.click(sqlReads + " .run")
	p.wait("the page with the result", "document.querySelector(%s)?.textContent.includes('kept')", sqlReads+" .outputs")
	if got := eval[string](p, "document.querySelector(%s).value", sqlReads+" textarea"); strings.TrimSpace(got) != "SELECT 'kept' AS what;" {
		t.Errorf("the cell holds %q, not what the reader typed", got)
	}
	if !strings.HasSuffix(eval[string](p, "location.href"), sqlReads) {
		t.Errorf("the page does not open at the cell: %s", eval[string](p, "location.href"))
	}
}
