package offline

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// A class continues after its server has gone: code is built and run, stopped and
// run again, checked and formatted, even after the compiler or the frame of programs
// had to be replaced.
func TestRunSurvivesTheServer(t *testing.T) {
	t.Parallel()
	srv := course.NewKitServer(t, nil)
	p := srv.Visit(t, "entropy", false)
	p.Expect("ERR_CONNECTION_REFUSED") // the browser reports these
	p.Expect("ERR_EMPTY_RESPONSE")
	const exercise = "#exercise-YourEntropy"
	p.Rewrite(exercise, p.Solution(exercise)+" // not checked yet")
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Run(course.Surprise)
	p.Wait("a first program, wherever it was quicker", browser.BenchSays+`.startsWith("Built ")`)
	p.Wait("the compiler in the browser, at idle times", `document.documentElement.dataset.builder === "ready"`)

	srv.Stop()
	again := func(old, new, want string) {
		t.Helper()
		p.Edit(course.Surprise, old, new)
		p.Run(course.Surprise)
		course.BuiltHere(p, want)
	}
	again("return 3 *", "return 2 *", "4.0000")

	t.Log("exercises are checked")
	if got := p.Check(exercise); p.State(exercise) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}

	t.Log("an endless loop is stopped")
	p.Edit(course.Surprise, "return 2 *", "for { }; return 2 *")
	p.Run(course.Surprise)
	p.Wait("the loop to run", browser.BenchSays+`.startsWith("Built in your browser")`)
	p.Click(`.bench .tools button:nth-of-type(2)`)
	p.Wait("the program to stop",
		`[...document.querySelectorAll(".cell .error")].some(e => e.textContent.includes("Stopped"))`)
	again("for {", "for false {", "4.0000") // Run has formatted it

	t.Log("the frame of programs breaks, and is replaced")
	if n := browser.Eval[int](p, `(() => {
		const all = document.querySelectorAll("iframe");
		all.forEach(f => f.src = "about:blank");
		return all.length;
	})()`); n == 0 {
		t.Fatal("no program runs in a frame")
	}
	again("return 2 *", "return 5 *", "10.0000")

	t.Log("the compiler is stopped in the middle of a build, and starts again")
	browser.Eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 1, true)`)
	p.Edit(course.Surprise, "return 5 *", "return 6 *")
	p.Run(course.Surprise)
	p.Wait("the build to be given up", browser.BenchSays+`.startsWith("It does not compile yet")`)
	course.Unhurried(p)
	again("return 6 *", "return 7 *", "14.0000")

	t.Log("code is formatted")
	p.Edit(course.Surprise, "return 7 *", "return  8*")
	p.InBar(course.Surprise, "Format")
	p.Wait("formatted code", "document.querySelector(%s).innerText.includes('return 8 *')", course.Surprise+" .cm-content")
	if got := browser.Eval[string](p, browser.BenchSays); strings.Contains(got, "cannot be reached") {
		t.Errorf("the edit bar says %q", got)
	}
}
