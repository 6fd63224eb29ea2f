package export

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// others are the exported pages that differ from the server's: their times have not
// been measured, and they have no live lab.
var others = []string{"/lessons/knn", "/lessons/trees", "/lessons/rollout"}

// Exported pages are the server's pages, which package reading tests on a phone, on
// a desktop and for screen readers. They differ only in addresses, in what they show
// without scripts, and in their heads.
func TestExportedPagesAreTheServersPages(t *testing.T) {
	t.Parallel()
	dir := course.Exported(t)
	for _, path := range slices.Concat([]string{"/"}, course.HelpPaths(), course.LessonPaths()) {
		if slices.Contains(others, path) {
			continue
		}
		served, _ := course.Get(t, course.Workshop(t).URL+path, http.StatusOK)
		file := path + ".html"
		if strings.HasSuffix(path, "/") {
			file = path + "index.html"
		}
		exported, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if err != nil {
			t.Error(err)
			continue
		}
		got, want := seen(t, string(exported)), seen(t, served)
		for i := range max(len(got), len(want)) {
			if i >= len(got) || i >= len(want) || got[i] != want[i] {
				next := func(list []string) []string { return list[min(i, len(list)):min(i+3, len(list))] }
				t.Errorf("%s: after %q the export continues with %q, the server with %q",
					path, want[max(i-1, 0)], next(got), next(want))
				break
			}
		}
	}
}

// seen lists the elements and the text that a reader with scripts sees on a page.
func seen(t *testing.T, page string) (list []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			if text := strings.Join(strings.Fields(n.Data), " "); text != "" {
				list = append(list, text)
			}
		case n.Type != html.ElementNode:
		case n.Data == "noscript", n.Data == "head":
			return
		default:
			element := n.Data
			for _, a := range n.Attr {
				address := slices.Contains([]string{"href", "src", "action", "method"}, a.Key)
				if !address && !strings.HasPrefix(a.Key, "data-") {
					element += " " + a.Key + "=" + a.Val
				}
			}
			list = append(list, element)
		}
		for child := range n.ChildNodes() {
			visit(child)
		}
	}
	visit(doc)
	if len(list) < 100 {
		t.Fatalf("the page has only %d parts", len(list))
	}
	return list
}

// The pages that only an export has fit every window and every reader.
func TestExportedPagesFitEverybody(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.PlainHost(t, course.Exported(t)).URL)
	fits := func(path string, within ...string) {
		p.Sub(path, func(t *testing.T) {
			for _, width := range []int64{browser.Narrow, browser.Wide} {
				p.Width(width)
				p.Open(course.ExportPrefix + path)
				p.Fits(t)
			}
			p.Accessible(within...)
		})
	}
	fits("/search.html?q=entropy")
	for _, lesson := range others {
		fits(lesson+".html", ".notice") // what stands there instead
	}
}
