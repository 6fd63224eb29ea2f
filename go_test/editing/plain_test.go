package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Where the editor cannot be loaded, text areas do.
func TestEditingWithoutTheEditor(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	p := browser.NewPage(t, url)
	p.Expect("editor/view.js")
	p.Expect("third_party/editor.js")
	browser.Send(p, network.Enable, network.EnableParams{})
	browser.Send(p, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*editor/view.js", Block: true}}})
	p.Open(course.WorkshopPage)
	p.At(course.Surprise)
	p.Click(course.Surprise + " > pre")
	area := course.Surprise + " > textarea"
	p.Wait("a text area", "document.activeElement.matches(%s)", area)
	browser.Eval[any](p, "document.activeElement.setRangeText('3* ', document.activeElement.value.indexOf('math'), document.activeElement.value.indexOf('math'), 'end')")
	p.Press(" ")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
	if got := browser.Eval[string](p, "document.querySelector(%s).value", area); !strings.Contains(got, "return 3 * math.Log2(1/p)") {
		t.Errorf("it is not formatted:\n%s", got)
	}
	browser.Eval[any](p, "document.querySelector(%s).setRangeText('unused := 1;', document.activeElement.value.indexOf('return 3'), document.activeElement.value.indexOf('return 3'))", area)
	p.Press(" ")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("the compiler's message", "document.querySelector(%s)?.textContent.includes('declared and not used: unused')", course.Surprise+" .error")

	p.Open(course.SQLPage)
	p.Wait("the page", "document.querySelector(%s)", course.SQLReads)
	p.At(course.SQLReads)
	p.Click(course.SQLReads + " textarea")
	p.Press("a", kb.ModifierCtrl)
	p.Press("SELECT 6 * 7 AS product_of_six;")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(course.SQLReads, "product_of_six")
}
