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

// others are the exported pages that show something else than the server's: times
// that nobody has measured yet, no live lab.
var others = []string{"/lessons/knn", "/lessons/trees", "/lessons/rollout"}

// Exported pages are the server's, which package reading looks at on a telephone
// and on a screen and for screen readers: they differ in addresses, in what stands
// for a form without scripts, and in their heads.
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
				t.Errorf("%s: after %q the export goes on with %q, the server with %q",
					path, want[max(i-1, 0)], got[min(i, len(got)):min(i+3, len(got))], want[min(i, len(want)):min(i+3, len(want))])
				break
			}
		}
	}
}

// seen lists what a reader with scripts sees of a page: its elements and its text.
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
				if a.Key != "href" && a.Key != "src" && a.Key != "action" && a.Key != "method" && !strings.HasPrefix(a.Key, "data-") {
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
		t.Fatalf("a page of only %d parts", len(list))
	}
	return list
}

// The pages that are only an export's fit every window, and every reader.
func TestExportedPagesFitEverybody(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.PlainHost(t, course.Exported(t)).URL)
	for _, path := range append([]string{"/search.html?q=entropy"}, others...) {
		if !strings.Contains(path, ".html") {
			path += ".html"
		}
		p.Sub(path, func(t *testing.T) {
			for _, width := range []int64{browser.Narrow, browser.Wide} {
				p.Width(width)
				p.Open(course.ExportPrefix + path)
				p.Fits(t)
			}
			p.Accessible()
		})
	}
}
