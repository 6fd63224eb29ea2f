package running

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// While a reader pauses, the page has the server build the program that is about
// to be run. It shows nothing of it, and Run finds the program ready.
func TestThePageBuildsAhead(t *testing.T) {
	t.Parallel()
	// A server of its own: it builds ahead only while it builds nothing else.
	url, b := course.NewWorkshop(t, "go")
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	p := browser.NewPage(t, url)
	p.Open(course.WorkshopPage)
	const programs = `performance.getEntriesByType("resource")
		.filter(e => e.name.includes("/programs/") && e.responseEnd > 0)`
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Wait("a program that nobody has asked for yet", programs+".length === 1")
	if n := browser.Eval[int](p, course.Marked); n != 0 {
		t.Errorf("%d cells show outputs of a program that was not run", n)
	}
	p.Run(course.Surprise)
	p.Wait("the program to be run", course.CoinSurprise+` === "6.0000"`)
	if n := browser.Eval[int](p, programs+".length"); n != 1 {
		t.Errorf("%d programs were sent for one edit", n)
	}
}
