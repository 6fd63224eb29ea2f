package gotest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp/kb"
)

// Where the editor cannot be loaded, text areas do.
func TestEditingWithoutTheEditor(t *testing.T) {
	url, b := newWorkshop(t, "go")
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p := newPage(t, url)
	p.expect("editor-view.js")
	p.expect("third_party/editor.js")
	send(p, network.Enable, network.EnableParams{})
	send(p, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*editor-view.js", Block: true}}})
	p.open(workshopPage)
	p.at(surprise)
	p.click(surprise + " > pre")
	area := surprise + " > textarea"
	p.wait("a text area", "document.activeElement.matches(%s)", area)
	eval[any](p, "document.activeElement.setRangeText('3* ', document.activeElement.value.indexOf('math'), document.activeElement.value.indexOf('math'), 'end')")
	p.press(" ")
	p.press(kb.Enter, kb.ModifierCtrl)
	p.wait("the program", coinSurprise+` === "6.0000"`)
	if got := eval[string](p, "document.querySelector(%s).value", area); !strings.Contains(got, "return 3 * math.Log2(1/p)") {
		t.Errorf("it is not formatted:\n%s", got)
	}
	eval[any](p, "document.querySelector(%s).setRangeText('unused := 1;', document.activeElement.value.indexOf('return 3'), document.activeElement.value.indexOf('return 3'))", area)
	p.press(" ")
	p.press(kb.Enter, kb.ModifierCtrl)
	p.wait("the compiler's message", "document.querySelector(%s)?.textContent.includes('declared and not used: unused')", surprise+" .error")

	p.open(sqlPage)
	p.wait("the page", "document.querySelector(%s)", sqlReads)
	p.at(sqlReads)
	p.click(sqlReads + " textarea")
	p.press("a", kb.ModifierCtrl)
	p.press("SELECT 6 * 7 AS product_of_six;")
	p.press(kb.Enter, kb.ModifierCtrl)
	p.shows(sqlReads, "product_of_six")
}
