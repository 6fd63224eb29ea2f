package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Where the editor cannot be loaded, text areas replace it.
func TestEditingWithoutTheEditor(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	p := browser.NewPage(t, url)
	p.Expect("editor/view.js")
	p.Expect("third_party/editor.js")
	browser.Send(p, network.Enable, network.EnableParams{})
	browser.Send(p, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*editor/view.js", Block: true}},
	})
	p.Open(course.WorkshopPage)
	p.At(course.Surprise)
	p.Click(course.Surprise + " > pre")
	area := course.Surprise + " > textarea"
	p.Wait("a text area", "document.activeElement.matches(%s)", area)
	browser.Eval[any](p, `(area => {
		const at = area.value.indexOf("math");
		area.setRangeText("3* ", at, at, "end");
	})(document.activeElement)`)
	p.Press(" ")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
	got := browser.Eval[string](p, "document.querySelector(%s).value", area)
	if !strings.Contains(got, "return 3 * math.Log2(1/p)") {
		t.Errorf("the text is not formatted:\n%s", got)
	}
	browser.Eval[any](p, `(area => {
		const at = document.activeElement.value.indexOf("return 3");
		area.setRangeText("unused := 1;", at, at);
	})(document.querySelector(%s))`, area)
	p.Press(" ")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the compiler's message",
		"document.querySelector(%s)?.textContent.includes('declared and not used: unused')", course.Surprise+" .error")

	p.Open(course.SQLPage)
	p.Wait("the page", "document.querySelector(%s)", course.SQLReads)
	p.At(course.SQLReads)
	p.Click(course.SQLReads + " textarea")
	p.Press("a", kb.ModifierCtrl)
	p.Press("SELECT 6 * 7 AS product_of_six;")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(course.SQLReads, "product_of_six")
}
