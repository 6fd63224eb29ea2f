package download

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"golang.org/x/net/html"

	"abacus/lessons"
)

// Blocks have the names that scripts give the elements of the page, which readers'
// cells refer to.
func TestBlocksAreNamedAsOnThePage(t *testing.T) {
	c, err := course()
	if err != nil {
		t.Fatal(err)
	}
	for _, slug := range lessons.Slugs() {
		page, err := c.LessonPage(slug, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		want := elements(t, page.HTML)
		blocks, err := c.Outline(slug)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, b := range blocks {
			if b.Ends != "" {
				got = append(got, b.Ends)
			}
		}
		if len(got) < 20 || len(want) < len(got) || !slices.Equal(got, want[:len(got)]) {
			t.Errorf("%s: the blocks are named\n%q, on the page\n%q", slug, got, want)
		} else if rest := want[len(got):]; len(rest) > 0 && rest[0] != "references+0" {
			t.Errorf("%s: what follows the text is %q", slug, rest)
		}
	}
}

// elements returns the names of the elements of a lesson's page, as
// static/js/own/blocks.js makes them.
func elements(t *testing.T, page []byte) (names []string) {
	t.Helper()
	tree, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	anchor, offset := "", -1
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode || n.Parent.Data != "article" {
			continue
		}
		if id := attribute(n, "id"); id != "" {
			anchor, offset = id, 0
		} else {
			offset++
		}
		names = append(names, fmt.Sprintf("%s+%d", anchor, offset))
	}
	return names
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
