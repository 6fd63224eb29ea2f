package kit

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// buildsAhead checks that the page builds when a reader pauses, before Run is
// pressed, and builds again if the text has changed since. Mistakes are reported
// on the same lines as by the server.
func buildsAhead(t *testing.T, p *browser.Page) {
	t.Helper()
	browser.Eval[any](p, `(() => {
		window.builds = 0;
		const post = Worker.prototype.postMessage;
		Worker.prototype.postMessage = function (message, ...rest) {
			if (message?.kind === "build") builds++;
			return post.call(this, message, ...rest);
		};
	})()`)
	began := func(what string, n int) {
		t.Helper()
		p.Wait(what, "builds >= %s", n)
		if got := browser.Eval[int](p, "builds"); got != n {
			t.Fatalf("%s: %d builds began, want %d", what, got, n)
		}
	}
	shows := func(what, value string) {
		t.Helper()
		p.Wait(what, course.CoinSurprise+` === %s`, value)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Wait("the compiler to have built once", `document.documentElement.dataset.builder === "ready"`)
	began("the first", 1)

	p.Edit(course.Surprise, "return 3 *", "return 4 *")
	began("ahead", 2)
	p.Run(course.Surprise)
	shows("the program that was built ahead", "8.0000")
	began("after Run", 2)

	p.Run(course.Surprise)
	p.Edit(course.Surprise, "return 4 *", "return 5 *")
	p.Run(course.Surprise)
	shows("the text as it is when Run is pressed", "10.0000")

	t.Log("a mistake that was found ahead is reported, and Stop ends a build that began ahead")
	p.Edit(course.Surprise, "return 5 *", "return undefined *")
	p.Run(course.Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")?.textContent.includes("undefined")`)
	p.Edit(course.Surprise, "return undefined *", "return 6 *")
	p.Run(course.Surprise)
	browser.Eval[bool](p, `([...document.querySelectorAll(".bench button")]
		.find(b => b.textContent === "Stop")?.click(), true)`)
	p.Wait("the end", browser.BenchSays+` === "Stopped." || `+course.CoinSurprise+` === "12.0000"`)
	p.Run(course.Surprise)
	shows("the next Run", "12.0000")
	p.Wait("the bench to say who built it", browser.BenchSays+`.startsWith("Built in your browser")`)

	t.Log("mistakes are reported on the same lines and in the same words as by the server")
	p.Edit(course.Surprise, "return 6 * math.Log2(", "unused := 1; return math.Log2(")
	p.Run(course.Surprise)
	const says = `document.querySelector(".cm-problem")?.textContent.includes("declared and not used: unused")`
	p.Wait("the compiler's message", says)
	line := browser.Eval[string](p, `document.querySelector(".cm-problem-line").textContent`)
	if !strings.Contains(line, "unused := 1") {
		t.Errorf("the message is below the line %q", line)
	}
}
