package practice

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// typed returns the text in an SQL cell.
func typed(p *browser.Page, cell string) string {
	p.T.Helper()
	return browser.Eval[string](p, "document.querySelector(%s).value", cell+" textarea")
}

func TestSQLIsWrittenAndRun(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.SQLPage)
	original := typed(p, course.SQLReads)
	result := p.Text(course.SQLReads + " .outputs")

	p.Sub("with the button", func(t *testing.T) {
		p.Write(course.SQLReads, "SELECT name AS wares, 40 + 2 AS answer FROM product;")
		p.Click(course.SQLReads + " .run")
		p.Shows(course.SQLReads, "wares")
		p.Shows(course.SQLReads, "42")
		p.Shows(course.SQLReads, "3 rows.")
	})
	p.Sub("with Ctrl Enter", func(t *testing.T) {
		p.Write(course.SQLReads, "SELECT 6 * 7 AS product_of_six;")
		p.Press("\r", kb.ModifierCtrl)
		p.Shows(course.SQLReads, "product_of_six")
		p.Shows(course.SQLReads, "1 row.")
	})
	p.Sub("a mistake is shown with its place", func(t *testing.T) {
		p.Write(course.SQLReads, "SELECT name\nFROM prodct;")
		p.Click(course.SQLReads + " .run")
		p.Shows(course.SQLReads, "line 2")
		p.Shows(course.SQLReads, "no such table: prodct")
	})
	p.Sub("with its query plan", func(t *testing.T) {
		p.Write(course.SQLReads, "SELECT * FROM product WHERE id = 2;")
		p.Click(course.SQLReads + " [name=plan]")
		p.Shows(course.SQLReads, "SEARCH product USING INTEGER PRIMARY KEY")
		p.Click(course.SQLReads + " [name=plan]")
		p.Wait("the plan to go", "!document.querySelector(%s).textContent.includes('SEARCH')",
			course.SQLReads+" .outputs")
	})
	p.Sub("and set back", func(t *testing.T) {
		p.Click(course.SQLReads + " [type=reset]")
		p.Wait("the first result", "document.querySelector(%s).textContent.trim() === %s",
			course.SQLReads+" .outputs", result)
		if got := typed(p, course.SQLReads); got != original {
			t.Errorf("after the reset the cell contains %q, want %q", got, original)
		}
		p.Wait("the button to go", "document.querySelector(%s).hidden", course.SQLReads+" [type=reset]")
	})
}

func TestSQLSeesTheCellsAboveAsTheReaderLeftThem(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.SQLPage)
	p.Write(course.SQLReads, "SELECT hue FROM paint;")
	p.Click(course.SQLReads + " .run")
	p.Shows(course.SQLReads, "no such table: paint")
	p.Write(course.SQLMakes, "CREATE TABLE paint (hue TEXT); INSERT INTO paint VALUES ('ochre');")
	p.Click(course.SQLReads + " .run")
	p.Shows(course.SQLReads, "ochre")
}

// Nothing on the page moves when editors replace text areas.
func TestSQLEditorsLieExactlyOnTheirTextAreas(t *testing.T) {
	t.Parallel()
	type place struct{ X, Y, Width, Height float64 }
	const places = `[...document.querySelectorAll(".cell[data-sql]")].map(c => {
		const b = c.getBoundingClientRect();
		return { x: b.x, y: b.y + scrollY, width: b.width, height: b.height };
	})`
	differs := func(a, b float64) bool { return math.Abs(a-b) > 0.5 }
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := browser.NewPage(t, course.URL(t))
		p.Width(width)
		p.Open("/lessons/joins")
		before := browser.Eval[[]place](p, `(() => {
			document.querySelectorAll(".cell[data-sql]").forEach(c => {
				const editor = c.querySelector(".cm-editor"), area = c.querySelector("textarea");
				if (!editor) return;
				editor.style.display = "none";
				area.style.display = "";
				area.hidden = false;
			});
			const list = `+places+`;
			document.querySelectorAll(".cm-editor").forEach(e => {
				e.style.display = "";
				e.previousElementSibling.style.display = "none";
			});
			return list;
		})()`)
		for i := range before {
			cell := fmt.Sprintf("#sql-%d", i)
			p.At(cell)
			p.Wait("an editor in "+cell, "document.querySelector(%s)", cell+" .cm-editor")
		}
		for i, after := range browser.Eval[[]place](p, places) {
			b := before[i]
			if differs(after.X, b.X) || differs(after.Y, b.Y) ||
				differs(after.Width, b.Width) || differs(after.Height, b.Height) {
				t.Errorf("%d wide: cell %d moved from %+v to %+v", width, i, b, after)
			}
		}
	}
}

func TestShiftEnterRunsAnSQLCellAndGoesOn(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.SQLPage)
	p.Write(course.SQLMakes, "SELECT 6 * 7 AS first_of_two;")
	p.Press(kb.Enter, kb.ModifierShift)
	p.Shows(course.SQLMakes, "first_of_two")
	p.Wait("the keyboard in the next cell", "document.activeElement.matches(%s)", course.SQLReads+" .cm-content")
	p.Press("a", kb.ModifierCtrl)
	p.Press("SELECT 7 * 8 AS second_of_two;")
	p.Press("\r", kb.ModifierCtrl)
	p.Shows(course.SQLReads, "second_of_two")
	if got := typed(p, course.SQLMakes); got != "SELECT 6 * 7 AS first_of_two;" {
		t.Errorf("the first cell's form contains %q", got)
	}
}

func TestSQLIsAFormWithoutJavaScript(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.WithoutScripts()
	p.Open(course.SQLPage)
	p.At(course.SQLReads)
	browser.Eval[any](p, "document.querySelector(%s).select()", course.SQLReads+" textarea")
	p.Do(chromedp.SendKeys(chromedp.CSS(course.SQLReads+" textarea"), "SELECT 'kept' AS what;"))
	p.Click(course.SQLReads + " .run")
	p.Wait("the page with the result", "document.querySelector(%s)?.textContent.includes('kept')",
		course.SQLReads+" .outputs")
	if got := typed(p, course.SQLReads); strings.TrimSpace(got) != "SELECT 'kept' AS what;" {
		t.Errorf("the cell contains %q, not what the reader typed", got)
	}
	if !strings.HasSuffix(browser.Eval[string](p, "location.href"), course.SQLReads) {
		t.Errorf("the page does not open at the cell: %s", browser.Eval[string](p, "location.href"))
	}
}
