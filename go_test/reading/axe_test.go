package reading

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Dark differs from light in its colours alone, so only they are checked
// again.
func TestEveryPageIsAccessibleInBothThemes(t *testing.T) {
	t.Parallel()
	paths := course.PagePaths()
	for _, half := range [][]string{paths[:len(paths)/2], paths[len(paths)/2:]} { // a half for each core
		t.Run("from "+name(half[0]), func(t *testing.T) {
			t.Parallel()
			p := browser.NewPage(t, course.URL(t))
			p.Expect("404")
			for _, path := range half {
				p.Sub(name(path), func(t *testing.T) {
					p.Media("", "light")
					p.Open(path)
					p.Do(chromedp.Evaluate[chromedp.Void](browser.Axe))
					for _, v := range p.RunAxe(`{}`) {
						t.Error("light: ", v)
					}
					p.Media("", "dark")
					for _, v := range p.RunAxe(`{ runOnly: ["color-contrast"] }`) {
						t.Error("dark: ", v)
					}
				})
			}
		})
	}
}

// name turns a path into the name of a subtest.
func name(path string) string {
	if path == "/" {
		return "overview"
	}
	return strings.NewReplacer("/lessons/", "", "/", "", "?q=", " ").Replace(path)
}
