package gotest

import (
	_ "embed" // for axe-core
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The accessibility checker; see testdata/README.md.
//
//go:embed testdata/axe.min.js
var axe string

// violation is something that axe-core found wrong.
type violation struct {
	Rule  string
	Help  string
	Nodes []string
}

func (v violation) String() string {
	const most = 8
	nodes := v.Nodes
	if len(nodes) > most {
		nodes = append(nodes[:most:most], fmt.Sprintf("and %d more", len(v.Nodes)-most))
	}
	return fmt.Sprintf("%s: %s\n\t%s", v.Rule, v.Help, strings.Join(nodes, "\n\t"))
}

// runAxe runs axe-core with options in the page, folded parts included. Of the
// folded listings, which are alike and long, the first stands for all.
func (p *page) runAxe(options string) []violation {
	p.t.Helper()
	return eval[[]violation](p, `(async () => {
		document.querySelectorAll("details:not(.source)").forEach(d => (d.open = true));
		document.querySelector("details.source")?.setAttribute("open", "");
		document.querySelectorAll("[hidden=until-found]").forEach(e => e.removeAttribute("hidden"));
		const found = await axe.run(document, Object.assign({ resultTypes: ["violations"], iframes: false }, `+options+`));
		return found.violations.map(v => ({
			Rule: v.id, Help: v.help,
			Nodes: v.nodes.map(n => n.target.join(" ") + "  " + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? "")),
		}));
	})()`)
}

// Dark differs from light in its colours alone, so only they are checked
// again.
func TestEveryPageIsAccessibleInBothThemes(t *testing.T) {
	paths := pagePaths()
	for _, half := range [][]string{paths[:len(paths)/2], paths[len(paths)/2:]} { // a half for each core
		t.Run("from "+name(half[0]), func(t *testing.T) {
			t.Parallel()
			p := newPage(t, courseURL(t))
			p.expect("404")
			p.patience = 4 * patience // axe-core looks at every element
			for _, path := range half {
				p.sub(name(path), func(t *testing.T) {
					p.media("", "light")
					p.open(path)
					p.do(chromedp.Evaluate[chromedp.Void](axe))
					for _, v := range p.runAxe(`{}`) {
						t.Error("light: ", v)
					}
					p.media("", "dark")
					for _, v := range p.runAxe(`{ runOnly: ["color-contrast"] }`) {
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
