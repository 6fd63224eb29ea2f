package running

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// asksOfCompiler is JavaScript for how often the page has asked about the compiler.
const asksOfCompiler = `performance.getEntriesByType("resource")
	.filter(r => new URL(r.name).pathname === "/builder").length`

func TestTheCompilersProgressIsToldBeforeRun(t *testing.T) {
	t.Parallel()
	url, b := course.NewWorkshop(t, "go")
	p := browser.NewPage(t, url)
	p.Open(course.WorkshopPage)
	p.At(course.Surprise)
	if n := browser.Eval[int](p, asksOfCompiler); n != 0 {
		t.Errorf("before the reader edits anything the page asks %d times about the compiler", n)
	}
	p.Click(course.Surprise + " > pre")
	p.Wait("the page to say how far it is", browser.BenchSays+`.includes("being prepared")`)
	p.Wait("screen readers to be told", `document.getElementById("announcer").textContent.includes("being prepared")`)
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p.Wait("the page to say that it is ready", browser.BenchSays+` === "The compiler is ready."`)
	asked := browser.Eval[int](p, asksOfCompiler)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
	browser.Eval[any](p, `document.querySelector(".listing[data-source]:not([data-source='Surprise']) > pre").click()`)
	p.Wait("another editor", `document.querySelectorAll(".cm-editor").length > 1`)
	if n := browser.Eval[int](p, asksOfCompiler); n != asked {
		t.Errorf("the page asked %d more times about a compiler that is ready", n-asked)
	}
}

func TestAReadyCompilerIsNoNews(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Click(course.Surprise + " > pre")
	p.Wait("the page to have asked", asksOfCompiler+" === 1")
	p.Wait("an editor", "document.querySelector(%s)", course.Surprise+" .cm-content")
	if browser.Eval[bool](p, `!document.querySelector(".bench").hidden`) {
		t.Errorf("the edit bar says %s", browser.Eval[string](p, browser.BenchSays))
	}
}

func TestWithoutAToolchainThePageSaysSoAtOnce(t *testing.T) {
	t.Parallel()
	p := course.VisitWithoutGo(t)
	p.Click(course.Surprise + " > pre")
	p.Wait("the reason", browser.BenchSays+`.includes("no Go toolchain")`)
	p.Edit(course.Surprise, "return math.Log2(", "return  3*math.Log2(")
	p.InBar(course.Surprise, "Format")
	p.Wait("formatting to work all the same",
		"document.querySelector(%s).textContent.includes('return 3 * math')", course.Surprise+" > pre code")
}
