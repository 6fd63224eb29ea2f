package running

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Pages behind one address take turns, so the server must tell them apart: each
// page sends a word of its own, which is not stored anywhere.
func TestPagesSayWhichTheyAre(t *testing.T) {
	t.Parallel()
	handler := course.Workshop(t).Config.Handler
	var mu sync.Mutex
	words := map[string]bool{}
	url := course.Serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/build") || strings.Contains(r.URL.Path, "/cells/BinaryCurve") {
			mu.Lock()
			words[r.Header.Get("Abacus-Page")] = true
			mu.Unlock()
		}
		handler.ServeHTTP(w, r)
	}))
	for pages := range 2 {
		p := browser.NewPage(t, url)
		p.Open(course.WorkshopPage)
		p.SetInput(course.CoinSlider, "0.5")
		p.Wait("the slider to be answered", course.CoinSurprise+` === "1.0000"`)
		p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
		p.Run(course.Surprise)
		p.Wait("the program to run", course.CoinSurprise+` === "3.0000"`)
		mu.Lock()
		if len(words) != pages+1 || words[""] {
			t.Errorf("after %d pages their words are %v", pages+1, words)
		}
		mu.Unlock()
	}
}
