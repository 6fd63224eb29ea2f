package gotest

import "testing"

// While a reader pauses the page has the server build what is about to be
// run: it shows nothing of that, and Run finds the program at hand.
func TestThePageBuildsAhead(t *testing.T) {
	p := visitWorkshop(t, "go")
	const programs = `performance.getEntriesByType("resource").filter(e => e.name.includes("/programs/") && e.responseEnd > 0)`
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.wait("a program that nobody has asked for yet", programs+".length === 1")
	if n := eval[int](p, marked); n != 0 {
		t.Errorf("%d cells show a program that was not run", n)
	}
	p.run(surprise)
	p.wait("the program to be run", coinSurprise+` === "6.0000"`)
	if n := eval[int](p, programs+".length"); n != 1 {
		t.Errorf("%d programs were sent for one edit", n)
	}
}
