package web

import (
	"html/template"
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

func TestAddressesAmongFiles(t *testing.T) {
	url := (&Site{}).url("../")
	for path, want := range map[string]string{
		"/":                             "../",
		"/lessons/joins":                "../lessons/joins.html",
		"/lessons/joins#merge":          "../lessons/joins.html#merge",
		"/lessons/joins?Rows.n=3#cell":  "../lessons/joins.html?Rows.n=3#cell",
		"/lessons/joins/download/j.zip": "../lessons/joins/download/j.zip",
		"/help/":                        "../help/",
		"/help/class#joining":           "../help/class.html#joining",
		"/search":                       "../search.html",
		"/search?q=a/b":                 "../search.html?q=a/b",
		"/static/ab/js/main.js":         "../static/ab/js/main.js",
		"/kit/":                         "../kit/",
		"#here":                         "#here",
		"https://go.dev/":               "https://go.dev/",
		"":                              "",
	} {
		if got := url(path); got != want {
			t.Errorf("%q is at %q, want %q", path, got, want)
		}
		if got := (*Site)(nil).url("../")(path); got != path {
			t.Errorf("on a server %q is at %q", path, got)
		}
	}
}

// literal is an address in a template that does not come from url.
var literal = regexp.MustCompile(`(?:href|src|action|data-[a-z]+)="(?:/|\{\{\.URL)`)

// TestNoTemplateHasAnAddressOfItsOwn: one that does not come from url would
// lead nowhere in an export.
func TestNoTemplateHasAnAddressOfItsOwn(t *testing.T) {
	files, err := fs.Glob(Templates(), "templates/*.html")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d templates, %v", len(files), err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(Templates(), name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if found := literal.FindString(line); found != "" {
				t.Errorf("%s:%d: %s…: write {{url \"/…\"}}", name, i+1, found)
			}
		}
	}
}

// TestExportedPagesAreRelative holds the addresses of whole pages against the
// places that they stand in, and what a site puts into their heads.
func TestExportedPagesAreRelative(t *testing.T) {
	cfg := config(
		front + "See [the throw](dice#throw) and [Go](https://go.dev/).\n\n## Throwing {#throw}\n\n```go " +
			"cell=Dice\n```\n\n```sql data=shop\nSELECT 1 /* \"/lessons\" */;\n```\n",
	)
	cfg.Exported = &Site{
		Head: func(style string) template.HTML { return template.HTML(`<meta name="style" content="` + style + `">`) },
	}
	c, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	lesson := page(t, c, nil)
	overview, err := c.Overview()
	if err != nil {
		t.Fatal(err)
	}
	search, err := c.SearchPage("throwing", false)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []struct{ html, what string }{
		{lesson, `<a href="../lessons/dice.html#throw">`},
		{lesson, `<a href="https://go.dev/" rel="external noopener">`},
		{lesson, `action="../lessons/dice.html#cell-Dice"`},
		{lesson, `<link rel="stylesheet" href="../static/x/css/page.css">`},
		{lesson, `href="../lessons/dice/download/dice.zip"`},
		{lesson, `<meta charset="utf-8"><meta name="style" content="">`},
		{string(overview.HTML), `<a class="brand" href="./">`},
		{string(overview.HTML), `href="./lessons/dice.html"`},
		{string(search.HTML), `<a href="./lessons/dice.html#throw">`},
	} {
		if !strings.Contains(want.html, want.what) {
			t.Errorf("a page lacks %s", want.what)
		}
	}
	absolute := regexp.MustCompile(
		`\s(?:href|src|action|data-(?:base|kit|search|sqlite|glue|program|statements|states|src|server))="/`,
	)
	pages := map[string]string{"lesson": lesson, "overview": string(overview.HTML), "search": string(search.HTML)}
	for name, html := range pages {
		if found := absolute.FindString(html); found != "" {
			t.Errorf("the page %s has an absolute address: %s", name, found)
		}
	}
}
