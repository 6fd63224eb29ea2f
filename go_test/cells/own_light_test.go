package cells

import (
	"fmt"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// loading is JavaScript that records the long tasks of a page from its beginning, in
// milliseconds.
const loading = `window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => e.duration)))
	.observe({ type: "longtask", buffered: true })`

// fetched is JavaScript for what the page has loaded of its own scripts, by name, in
// bytes over the wire. The editor is left out: it comes with any code in sight.
const fetched = `Object.fromEntries(performance.getEntriesByType("resource")
	.filter((e) => /\/js\/(?!editor\/)/.test(e.name)).map((e) => [e.name.replace(/.*\/js\//, ""), e.encodedBodySize]))`

// far is JavaScript for the cells that are too far away for an editor, with room for
// what is still moving.
const far = `[...document.querySelectorAll(".own .listing")]
	.filter((e) => e.getBoundingClientRect().top > 2 * innerHeight)`

// Ten cells of one's own make a page heavier by their own code only. Editors open for
// those in sight, each in a task of its own; how long those take is only logged, as
// tests share the machine.
func TestTenCellsAreLight(t *testing.T) {
	t.Parallel()
	const most = 10 << 10
	p := course.VisitWorkshop(t)
	p.BeforeScripts(loading)
	type load struct {
		Scripts map[string]int
		Long    []float64
	}
	opened := func(cells int) load {
		t.Helper()
		p.Open(course.WorkshopPage)
		p.Wait("the cells", "document.querySelectorAll('.own').length === %s", cells)
		p.Wait("what is in sight", `[...document.querySelectorAll(".own .listing")].every((e) =>
			e.getBoundingClientRect().top > innerHeight || e.querySelector(".cm-content"))`)
		return browser.Eval[load](p, "({ Scripts: "+fetched+", Long: longTasks })")
	}
	before := opened(0)
	if len(before.Scripts) < 20 {
		t.Fatalf("only %d scripts are seen", len(before.Scripts))
	}
	var texts []string
	for i := range 10 {
		const text = "func f%[1]d(x float64) float64 {\n\treturn x / 2\n}\nf%[1]d(entropy.Surprise(0.25))"
		texts = append(texts, fmt.Sprintf(text, i))
	}
	course.KeepOwn(p, texts...)
	after := opened(10)
	total := 0
	for name, size := range after.Scripts {
		if _, ok := before.Scripts[name]; !ok {
			t.Logf("%s: %d bytes", name, size)
			total += size
		}
	}
	if total == 0 || total > most {
		t.Errorf("ten cells add %d bytes to the page, want at most %d", total, most)
	}
	if n := browser.Eval[int](p, far+".length"); n == 0 {
		t.Error("no cell is far away: this test tells nothing")
	}
	if n := browser.Eval[int](p, far+`.filter((e) => e.querySelector(".cm-content")).length`); n > 0 {
		t.Errorf("%d cells that are far away have an editor", n)
	}
	if got := browser.Eval[string](p, far+`.at(-1).querySelector("code").textContent`); got != texts[9] {
		t.Errorf("the last cell shows %q without an editor, want %q", got, texts[9])
	}
	t.Logf("%d bytes; long tasks without cells: %.0f ms, with ten: %.0f ms", total, before.Long, after.Long)
}
