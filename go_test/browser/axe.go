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

// violation is a rule of axe-core that the page breaks.
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

// Accessible checks the page with axe, including folded parts, in both themes;
// the dark one differs only in its colours. within selects what the test has
// changed; without it, the whole page is checked.
func (p *Page) Accessible(within ...string) {
	p.T.Helper()
	p.Do(chromedp.Evaluate[chromedp.Void](Axe))
	for _, theme := range []struct{ name, options string }{
		{"light", `{}`}, {"dark", `{ runOnly: ["color-contrast"] }`},
	} {
		p.Media("", theme.name)
		for _, v := range p.violations(within, theme.options) {
			p.T.Errorf("%s: %v", theme.name, v)
		}
	}
	p.Media("", "light")
}

// violations runs axe-core with options. To keep the check quick, it unfolds only
// the first listing and looks at ten highlighted words of each kind, or, if only a
// part of the page is checked, at those in it: a page has thousands, all alike.
func (p *Page) violations(within []string, options string) []violation {
	p.T.Helper()
	return Eval[[]violation](p, `(async (within, options) => {
		document.querySelectorAll("details:not(.source)").forEach(d => (d.open = true));
		document.querySelector("details.source")?.setAttribute("open", "");
		document.querySelectorAll("[hidden=until-found]").forEach(e => e.removeAttribute("hidden"));
		const part = within?.join(), words = {};
		for (const word of document.querySelectorAll("pre span[class]")) {
			words[word.className] = (words[word.className] ?? 0) + 1;
			const tried = part ? word.closest(part) : words[word.className] <= 10;
			if (!tried && !word.firstElementChild) word.replaceWith(word.textContent);
		}
		const where = within?.length ? { include: within.map(s => [s]) } : document;
		const found = await axe.run(where, Object.assign({ resultTypes: ["violations"], iframes: false }, options));
		return found.violations.map(v => ({
			Rule: v.id, Help: v.help,
			Nodes: v.nodes.map(n => n.target.join(" ") + "  " +
				(n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? "")),
		}));
	})(%s, `+options+`)`, within)
}
