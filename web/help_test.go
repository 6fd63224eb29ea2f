package web

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"abacus/static"
)

// helpCourse loads a course that is nothing but help pages.
func helpCourse(t *testing.T, files map[string]string) (*Course, error) {
	t.Helper()
	content := fstest.MapFS{}
	for name, text := range files {
		content["help/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(Config{
		Content: content, Templates: Templates(),
		Asset: func(name string) (string, error) {
			_, err := fs.Stat(static.FS(), name)
			return "/static/" + name, err
		},
	})
}

func TestHelpPagesAreInTheOrderOfTheIndex(t *testing.T) {
	c, err := helpCourse(t, map[string]string{
		"README.md": "# Help\n\nAll of it.\n\n- [Two](two.md#a-b)\n- [One](one.md)\n",
		"one.md":    "# The first\n\nAbout *one*.\n\n## See\n\n[back](README.md), [this](#see), [far](https://example.org)\n",
		"two.md": "# The second\n\nAbout two.\n\n## A: b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh norun\ncd # " +
			"away\n```\n",
	})
	if err != nil {
		t.Fatal(err)
	}
	var urls, names []string
	for _, p := range c.HelpPages() {
		urls, names = append(urls, p.URL()), append(names, p.Meta.Short)
	}
	if got := strings.Join(urls, " "); got != "/help/ /help/two /help/one" {
		t.Errorf("the pages are %s", got)
	}
	if got := strings.Join(names, " "); got != "Help Two One" {
		t.Errorf("the menu says %s", got)
	}
	for slug, want := range map[string][]string{
		"": {`<p class="lead">All of it.</p>`, `href="/help/two#a-b"`},
		"one": {`<title>The first · abacus</title>`, `content="About one."`, `href="/help/"`, `href="#see"`,
			`href="https://example.org" rel="external`, `aria-current="page">One</a>`},
		"two": {`<h2 id="a-b">`, `class="table-scroll"`, `language-sh`, `class="c1"># away`},
	} {
		p, err := c.Help(slug)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range want {
			if !strings.Contains(string(p.HTML), part) {
				t.Errorf("the page %q lacks %s", slug, part)
			}
		}
	}
	if _, err := c.Help("three"); !errors.Is(err, ErrNotFound) {
		t.Errorf("a page that does not exist: %v", err)
	}
}

func TestACourseNeedsNoHelpPages(t *testing.T) {
	c, err := helpCourse(t, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Help(""); !errors.Is(err, ErrNotFound) {
		t.Errorf("the index: %v", err)
	}
}

func TestMistakesInHelpPagesHaveAPlace(t *testing.T) {
	const top = "# One\n\nIt says.\n\n"
	for _, tt := range []struct{ what, page, want string }{
		{"no title", "Text.\n", "help/one.md:1: a help page starts with its title"},
		{"nothing about it", "# One\n\n## At once\n", "help/one.md:1: a paragraph that says"},
		{"two titles", top + "# Two\n", "help/one.md:5: the title is the page's only"},
		{"two anchors", top + "## Same\n\n## Same!\n", "help/one.md:7: two places have the anchor #same"},
		{"a file elsewhere", top + "[x](../../LICENSE)\n", `help/one.md:5: the link to "../../LICENSE" leads nowhere`},
		{"no such page", top + "[x](three.md)\n", `help/one.md:5: the link to "three.md" leads nowhere`},
		{"no such anchor", top + "[x](README.md#far)\n", "README.md has no anchor #far"},
		{"no anchor here", top + "[x](#far)\n", "one.md has no anchor #far"},
		{"HTML", top + "<b>x</b>\n", "help/one.md:5: help pages are plain Markdown"},
		{"a block of HTML", top + "<div>\n</div>\n", "help/one.md:5: help pages are plain Markdown"},
		{"a formula", top + "So $x$ it is.\n", "help/one.md:5: help pages are plain Markdown"},
		{"a language nobody knows", top + "```klingon\nx\n```\n",
			`help/one.md:5: no highlighting for the language "klingon"`},
		{"a page out of the way", top, ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			files := map[string]string{"README.md": "# Help\n\nAll of it. [One](one.md)\n", "one.md": tt.page}
			if tt.want == "" {
				files["lost.md"], tt.want = top, "help/README.md: no link of the index leads to lost.md"
			}
			_, err := helpCourse(t, files)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
