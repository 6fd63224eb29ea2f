package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// inEditorType types at the end of what the editor of a listing holds.
func inEditorType(p *browser.Page, listing, text string) {
	p.T.Helper()
	browser.Eval[any](p, "document.querySelector(%s).focus()", listing+" .cm-content")
	p.Press(kb.End, kb.ModifierCtrl)
	p.Press(text)
}

func TestChangedCodeChangesEveryCell(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	if got := browser.Eval[string](p, course.CoinSurprise); got != "2.0000" {
		t.Fatalf("the coin's surprise is %s before anything is changed", got)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("cells computed by the reader's code", course.Marked+" > 3")
	if got := browser.Eval[string](p, course.CoinSurprise); got != "6.0000" {
		t.Errorf("with three times the surprise the coin's is %s, want 6.0000", got)
	}

	t.Log("a slider drives the reader's program")
	browser.Eval[bool](p, `(() => { const s = document.querySelector("#BinaryCurve-p"); s.value = 0.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	p.Wait("the changed program to answer", course.CoinSurprise+` === "3.0000"`)

	t.Log("the edit survives a reload")
	p.Open("/lessons/entropy")
	p.Wait("the edit to be run again", course.CoinSurprise+` === "6.0000"`)

	t.Log("Reset all goes back to the lesson")
	browser.Eval[bool](p, `([...document.querySelectorAll(".bench button")].find(b => b.textContent === "Reset all").click(), true)`)
	p.Wait("the lesson's own numbers", course.CoinSurprise+` === "2.0000" && `+course.Marked+` === 0`)
	if left := browser.Eval[string](p, `JSON.stringify(Object.keys(localStorage))`); left != "[]" {
		t.Errorf("the browser still keeps %s", left)
	}
}

func TestMistakesAppearOnTheirLine(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "unused := 1; return math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	if got := browser.Eval[string](p, `document.querySelector(".cm-problem-line").textContent`); !strings.Contains(got, "unused := 1") {
		t.Errorf("the message is below the line %q", got)
	}
	if got := browser.Eval[string](p, `document.querySelector(".cm-problem").textContent`); !strings.Contains(got, "declared and not used: unused") {
		t.Errorf("the message is %q", got)
	}
	if n := browser.Eval[int](p, course.Marked); n != 0 {
		t.Errorf("%d cells claim to show code that does not compile", n)
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "for { }; return math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the program to be built", browser.BenchSays+`.startsWith("Built")`)
	browser.Eval[bool](p, `([...document.querySelectorAll(".bench button")].find(b => b.textContent === "Stop").click(), true)`)
	p.Wait("the program to stop", `[...document.querySelectorAll(".cell .error")].some(e => e.textContent.includes("Stopped"))`)
	p.Edit(course.Surprise, "for {", "for false {") // it was formatted
	p.Run(course.Surprise)
	p.Wait("the next run to work", course.CoinSurprise+` === "2.0000" && `+course.Marked+` > 3`)
}

func TestWithoutAToolchainThePageSaysSo(t *testing.T) {
	t.Parallel()
	p := course.VisitWithoutGo(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the reason", browser.BenchSays+`.includes("no Go toolchain")`)
	browser.Eval[bool](p, `(() => { const s = document.querySelector("#BinaryCurve-p"); s.value = 0.5; return s.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	p.Wait("the lesson's own code to answer", course.CoinSurprise+` === "1.0000"`)
}
