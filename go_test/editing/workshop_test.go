package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// inEditorType types at the end of the text in a listing's editor.
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
		t.Fatalf("before any change the coin's surprise is %s", got)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("cells computed by the reader's code", course.Marked+" > 3")
	if got := browser.Eval[string](p, course.CoinSurprise); got != "6.0000" {
		t.Errorf("after the change the coin's surprise is %s, want 6.0000", got)
	}

	t.Log("a slider drives the reader's program")
	p.SetInput(course.CoinSlider, "0.5")
	p.Wait("the changed program to answer", course.CoinSurprise+` === "3.0000"`)

	t.Log("the edit survives a reload")
	p.Open("/lessons/entropy")
	p.Wait("the edit to be run again", course.CoinSurprise+` === "6.0000"`)

	t.Log("Reset all restores the lesson")
	p.ClickText(".bench button", "Reset all")
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
	line := browser.Eval[string](p, `document.querySelector(".cm-problem-line").textContent`)
	if !strings.Contains(line, "unused := 1") {
		t.Errorf("the message is below the line %q", line)
	}
	message := browser.Eval[string](p, `document.querySelector(".cm-problem").textContent`)
	if !strings.Contains(message, "declared and not used: unused") {
		t.Errorf("the message is %q", message)
	}
	if n := browser.Eval[int](p, course.Marked); n != 0 {
		t.Errorf("%d cells claim to show outputs of code that does not compile", n)
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "for { }; return math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the program to be built", browser.BenchSays+`.startsWith("Built")`)
	p.ClickText(".bench button", "Stop")
	p.Wait("the program to stop",
		`[...document.querySelectorAll(".cell .error")].some(e => e.textContent.includes("Stopped"))`)
	p.Edit(course.Surprise, "for {", "for false {") // Run has formatted it
	p.Run(course.Surprise)
	p.Wait("the next run to work", course.CoinSurprise+` === "2.0000" && `+course.Marked+` > 3`)
}

func TestWithoutAToolchainThePageSaysSo(t *testing.T) {
	t.Parallel()
	p := course.VisitWithoutGo(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the reason", browser.BenchSays+`.includes("no Go toolchain")`)
	p.SetInput(course.CoinSlider, "0.5")
	p.Wait("the lesson's own code to answer", course.CoinSurprise+` === "1.0000"`)
}
