package practice

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"abacus/go_test/course"
	"abacus/go_test/node"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
)

// Every Go solution that a page shows passes its check as WebAssembly. A lesson's
// solutions are edits of one program, which Node.js runs.
func TestSolutionsPass(t *testing.T) {
	t.Parallel()
	origin := course.Workshop(t).URL
	tried := 0
	for _, l := range lessons.All() {
		t.Run(l.Slug, func(t *testing.T) {
			page, _ := course.Get(t, origin+"/lessons/"+l.Slug, http.StatusOK)
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			var request wire.BuildRequest
			var calls []node.Call
			for name, e := range l.Exercises {
				if c, ok := e.(exercise.Checker); !ok || c.Answer() != "" {
					continue // SQL, or a question, which the lesson's tests answer
				}
				request.Edits = append(request.Edits, wire.Edit{Declaration: name, Text: solution(t, doc, name)})
				request.Cells = append(request.Cells, exercise.CheckName(name))
				calls = append(calls, node.Call{Cell: exercise.CheckName(name)})
			}
			if len(calls) == 0 {
				return
			}
			tried += len(calls)
			for i, outcome := range node.Run(t, course.Built(t, origin, l.Slug, request), calls...) {
				verdict := func(e notebook.Event) bool { return e.Kind == notebook.KindVerdict && e.Passed }
				if outcome.Panic != nil || !slices.ContainsFunc(outcome.Events, verdict) {
					t.Errorf("%s: the solution does not pass: %+v", calls[i].Cell, outcome)
				}
			}
		})
	}
	if tried < 20 {
		t.Errorf("only %d solutions were tried", tried)
	}
}

// solution returns the code that the page shows as the solution of an exercise.
func solution(t *testing.T, doc *html.Node, name string) string {
	t.Helper()
	attribute := func(n *html.Node, key string) string {
		i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
		if i < 0 {
			return ""
		}
		return n.Attr[i].Val
	}
	find := func(below *html.Node, holds func(n *html.Node) bool) *html.Node {
		for n := range below.Descendants() {
			if n.Type == html.ElementNode && holds(n) {
				return n
			}
		}
		t.Fatalf("the page has no solution to %s", name)
		return nil
	}
	place := find(doc, func(n *html.Node) bool { return attribute(n, "id") == "exercise-"+name })
	box := find(place, func(n *html.Node) bool {
		return slices.Contains(strings.Fields(attribute(n, "class")), "solution")
	})
	code := find(box, func(n *html.Node) bool { return n.Data == "code" })
	var text strings.Builder
	for n := range code.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
	}
	return strings.TrimRight(text.String(), "\n ")
}
