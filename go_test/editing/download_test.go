package editing

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// A reader changes a function and downloads the lesson: the file contains the
// change. Before there is a change, the link works without scripts.
func TestDownloadsHoldTheEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	href := browser.Eval[string](p, `document.querySelector(".downloads a").getAttribute("href")`)
	if href != "/lessons/entropy/download/entropy.zip" {
		t.Errorf("the link leads to %s", href)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	files := course.Unzip(t, course.Downloaded(p, "entropy.zip"))
	p.Wait("the notice", `document.querySelector(".downloads span").textContent === "Downloaded with your changes."`)
	mine := files["abacus-entropy/lessons/entropy/yours-1-surprise.go"]
	if !strings.Contains(mine, "return 3 * math.Log2(") {
		t.Errorf("the reader's file contains %s", mine)
	}
}
