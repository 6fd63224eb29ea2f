package gotest

import (
	"strings"
	"testing"
)

// A class goes on when its server has gone: code is built and run, stopped and
// run again, checked and formatted, also where the compiler or what programs
// run in had to be given up.
func TestRunSurvivesTheServer(t *testing.T) {
	srv := newKitServer(t, nil)
	p := srv.visit(t, "entropy", false)
	p.expect("ERR_CONNECTION_REFUSED") // the browser itself reports these
	p.expect("ERR_EMPTY_RESPONSE")
	p.say()
	const exercise = "#exercise-YourEntropy"
	solution := eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, exercise)
	p.rewrite(exercise, solution+" // not checked yet")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.run(surprise)
	p.wait("a first program, wherever it was quicker", benchSays+`.startsWith("Built ")`)
	p.wait("the compiler in the browser, at idle times", `document.documentElement.dataset.builder === "ready"`)

	srv.stop()
	again := func(old, new, want string) {
		t.Helper()
		p.edit(surprise, old, new)
		p.run(surprise)
		p.wait("a program built in the browser, and its result", benchSays+`.startsWith("Built in your browser") && `+coinSurprise+` === %s`, want)
	}
	again("return 3 *", "return 2 *", "4.0000")

	t.Log("exercises are checked")
	if got := p.check(exercise); p.state(exercise) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}

	t.Log("a loop without end is stopped")
	p.edit(surprise, "return 2 *", "for { }; return 2 *")
	p.run(surprise)
	p.wait("the loop to run", benchSays+`.startsWith("Built in your browser")`)
	p.click(`.bench .tools button:nth-of-type(2)`)
	p.wait("the program to stop", `[...document.querySelectorAll(".cell .error")].some(e => e.textContent.includes("Stopped"))`)
	again("for {", "for false {", "4.0000") // it was formatted

	t.Log("what programs run in breaks, and is made again")
	if n := eval[int](p, `(() => { const all = document.querySelectorAll("iframe"); all.forEach(f => f.src = "about:blank"); return all.length; })()`); n == 0 {
		t.Fatal("no program runs in a frame")
	}
	p.edit(surprise, "return 2 *", "return 4 *")
	p.run(surprise)
	p.click(`.bench .tools button:nth-of-type(2)`) // nothing answers
	again("return 4 *", "return 5 *", "10.0000")

	t.Log("the compiler is given up in the middle, and starts again")
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 1, true)`)
	p.edit(surprise, "return 5 *", "return 6 *")
	p.run(surprise)
	p.wait("the build to be given up", benchSays+`.startsWith("It does not compile yet")`)
	eval[bool](p, `(document.querySelector(".lesson").dataset.deadline = 100000, true)`)
	again("return 6 *", "return 7 *", "14.0000")

	t.Log("code is formatted")
	p.edit(surprise, "return 7 *", "return  8*")
	p.inBar(surprise, "Format")
	p.wait("formatted code", "document.querySelector(%s).innerText.includes('return 8 *')", surprise+" .cm-content")
	if got := eval[string](p, benchSays); strings.Contains(got, "cannot be reached") {
		t.Errorf("the bench says %q", got)
	}
}
