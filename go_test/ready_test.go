package gotest

import "testing"

const asksOfCompiler = `performance.getEntriesByType("resource").filter(r => new URL(r.name).pathname === "/builder").length`

func TestTheCompilersProgressIsToldBeforeRun(t *testing.T) {
	url, b := newWorkshop(t, "go")
	p := newPage(t, url)
	p.open(workshopPage)
	p.at(surprise)
	if n := eval[int](p, asksOfCompiler); n != 0 {
		t.Errorf("a reader who edits nothing asks %d times for the compiler", n)
	}
	p.click(surprise + " > pre")
	p.wait("the page to say how far it is", benchSays+`.includes("being made ready")`)
	p.wait("screen readers to be told", `document.getElementById("announcer").textContent.includes("being made ready")`)
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p.wait("the page to say that it is ready", benchSays+` === "The compiler is ready."`)
	asked := eval[int](p, asksOfCompiler)
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("the program", coinSurprise+` === "6.0000"`)
	eval[any](p, `document.querySelector(".listing[data-source]:not([data-source='Surprise']) > pre").click()`)
	p.wait("another editor", `document.querySelectorAll(".cm-editor").length > 1`)
	if n := eval[int](p, asksOfCompiler); n != asked {
		t.Errorf("the page asked %d times more for a compiler that is ready", n-asked)
	}
}

func TestAReadyCompilerIsNoNews(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.click(surprise + " > pre")
	p.wait("the page to have asked", asksOfCompiler+" === 1")
	p.wait("an editor", "document.querySelector(%s)", surprise+" .cm-content")
	if eval[bool](p, `!document.querySelector(".bench").hidden`) {
		t.Errorf("the bench says %s", eval[string](p, benchSays))
	}
}

func TestWithoutAToolchainThePageSaysSoAtOnce(t *testing.T) {
	p := visitWorkshop(t, "there-is-no-such-go")
	p.click(surprise + " > pre")
	p.wait("the reason", benchSays+`.includes("no Go toolchain")`)
	p.edit(surprise, "return math.Log2(", "return  3*math.Log2(")
	p.inBar(surprise, "Format")
	p.wait("formatting to work all the same", "document.querySelector(%s).textContent.includes('return 3 * math')", surprise+" > pre code")
}
