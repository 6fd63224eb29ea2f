package browser

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
)

// The accessibility checker; see testdata/README.md.
//
//go:embed testdata/axe.min.js
var Axe string

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

// RunAxe runs axe-core with options in the page, folded parts included. Of the
// folded listings, which are alike and long, the first stands for all.
func (p *Page) RunAxe(options string) []violation {
	p.T.Helper()
	return Eval[[]violation](p, `(async () => {
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

// Accessible checks a state of the page with axe, in both themes.
func (p *Page) Accessible() {
	p.T.Helper()
	p.Do(chromedp.Evaluate[chromedp.Void](Axe))
	for theme, options := range map[string]string{"light": `{}`, "dark": `{ runOnly: ["color-contrast"] }`} {
		p.Media("", theme)
		for _, v := range p.RunAxe(options) {
			p.T.Errorf("%s: %v", theme, v)
		}
	}
	p.Media("", "light")
}
