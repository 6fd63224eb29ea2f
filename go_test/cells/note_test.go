package cells

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"abacus/content"
	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// notes are texts and the HTML that they are shown as, under a heading of level 1.
// Tags that open areas which scroll are shortened.
var notes = []struct{ text, want string }{
	{"Two *words*, __two__ ~~more~~\nand `a  b`.",
		"<p>Two <em>words</em>, <strong>two</strong> <del>more</del>\nand <code>a  b</code>.</p>"},
	{"a  \nb\\\nc", "<p>a<br>b<br>c</p>"},
	{"`` ` `` and ` ` and `a\nb`", "<p><code>`</code> and <code> </code> and <code>a b</code></p>"},
	{`\*a\* &copy; &#65; &nosuch;`, "<p>*a* © A &amp;nosuch;</p>"},
	{"a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"},
	{"> a\n> b\n>\n> > c", "<blockquote><p>a\n b</p><blockquote><p>c</p></blockquote></blockquote>"},

	// Headings keep the page's outline: no level is left out.
	{"# A #\n\n### B\n\n## C\n\n#### D", "<h2>A</h2><h3>B</h3><h3>C</h3><h4>D</h4>"},
	{"#### A *b*\n\nC\n===", "<h2>A <em>b</em></h2><h2>C</h2>"},
	{"#", ""},

	{"- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"},
	{"- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"},
	{"3. a\n4. b\n\n   c", `<ol start="3"><li><p>a</p></li><li><p>b</p><p>c</p></li></ol>`},
	{"- ```go\n  a\n  \n    b\n  ```", "<ul><li>{code}<code>a\n\n  b</code></pre></div></li></ul>"},

	{"```go\nif a < b {\n\n\treturn\n}\n```", "{code}<code>if a &lt; b {\n\n\treturn\n}</code></pre></div>"},
	{"> ```\n> a\n> b\n> ```", "<blockquote>{code}<code>a\nb</code></pre></div></blockquote>"},
	{"    a\n    b", "{code}<code>a\nb</code></pre></div>"},
	{"```\n$x$ <b>", "{code}<code>$x$ &lt;b&gt;</code></pre></div>"},

	{"| a | *b* |\n|--:|:-:|\n| 1 | `2` |\n| | 3 | 4 |", "{table}<table><thead><tr>" +
		`<th style="text-align: right;">a</th><th style="text-align: center;"><em>b</em></th></tr></thead><tbody>` +
		`<tr><td style="text-align: right;">1</td><td style="text-align: center;"><code>2</code></td></tr>` +
		`<tr><td style="text-align: right;"></td><td style="text-align: center;">3</td></tr></tbody></table></div>`},

	// Formulas.
	{"From $5 to $6, or \\$x.", "<p>From $5 to $6, or $x.</p>"},
	{"$ x$, $x $ and $$", "<p>$ x$, $x $ and $$</p>"},
	{"`$x$`", "<p><code>$x$</code></p>"},
	{"It is $x$, so.", "<p>It is <math><mi>x</mi></math>\u2060, so.</p>"},
	{"a\n$$\nx\n$$\nb", `<p>a</p>{display}<mi>x</mi></math></div><p>b</p>`},
	{"> $$x\n> $$", `<blockquote>{display}<mi>x</mi></math></div></blockquote>`},
	{`$\nope$`, `<p><code>\nope</code><span class="meta"> (Unsupported function name: \nope at position 1)</span></p>`},

	// Links.
	{"[a *b*](https://go.dev \"T\")", `<p><a href="https://go.dev/" title="T">a <em>b</em></a></p>`},
	{"[a](<http://a.b/c d>) [a](#gini)", `<p><a href="http://a.b/c%20d">a</a> <a href="#gini">a</a></p>`},
	{"<https://go.dev> <a@b.c>", `<p><a href="https://go.dev/">https://go.dev</a> <a href="mailto:a@b.c">a@b.c</a></p>`},
	{"[a][B] [b] [c]\n\n[b]: https://go.dev 'T'",
		`<p><a href="https://go.dev/" title="T">a</a> <a href="https://go.dev/" title="T">b</a> [c]</p>`},
	{"![a](https://a.b/c.png) [![d](https://a.b/c.png)](https://go.dev)",
		`<p><a href="https://a.b/c.png">a</a> <a href="https://go.dev/">d</a></p>`},

	// What somebody hostile would write.
	{"<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"},
	{"a <img src=x onerror=alert(1)> b", "<p>a &lt;img src=x onerror=alert(1)&gt; b</p>"},
	{"<div>\n*a*\n</div>", "<p>&lt;div&gt;\n<em>a</em></p><p>&lt;/div&gt;</p>"},
	{"<!-- a --> <?b?> <![CDATA[c]]>", "<p>&lt;!-- a --&gt; &lt;?b?&gt; &lt;![CDATA[c]]&gt;</p>"},
	{"&lt;b&gt; &#60;i>", "<p>&lt;b&gt; &lt;i&gt;</p>"},
	{"[*a*](javascript:alert`1`)", "<p>[<em>a</em>](javascript:alert`1`)</p>"},
	{"[a](&#106;avascript:alert(1)) [a](JaVa\\Script:b)", `<p>[a](&amp;#106;avascript:alert(1)) [a](JaVa\Script:b)</p>`},
	{"[a](<java\tscript:alert(1)>)", "<p>[a](&lt;java\tscript:alert(1)&gt;)</p>"},
	{"[a](data:text/html,b) [a](//evil.example/) [a](/lessons/gini) [a](vbscript:b) [a](blob:c)",
		"<p>[a](data:text/html,b) [a](//evil.example/) [a](/lessons/gini) [a](vbscript:b) [a](blob:c)</p>"},
	{"<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"},
	{"[a]\n\n[a]: javascript:alert(1)", "<p>[a]</p>"},
	{"![a](javascript:alert(1))", "<p>![a](javascript:alert(1))</p>"},
	{"[a](https://b.c/\"onclick=\"d)", `<p><a href="https://b.c/%22onclick=%22d">a</a></p>`},
	{"```<b>\n```", "{code}<code></code></pre></div>"},
	{`$\href{javascript:alert(1)}{x}$`, `<p><code>\href{javascript:alert(1)}{x}</code>` +
		`<span class="meta"> (Unsupported function name: \href at position 1)</span></p>`},
	{`$\text{<b>}\label{main}$`,
		`<p><math><mrow><mtext>&lt;b&gt;</mtext><mrow class="tml-label"></mrow></mrow></math></p>`},
	{strings.Repeat(">", 3000) + "a", strings.Repeat("<blockquote>", 49) + "…"},
}

// Notes are shown as lessons are, without HTML and without links that run anything.
func TestNotesAreTypeset(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	p.Import("markdown", "own/markdown.js")
	short := strings.NewReplacer(
		`<div class="listing"><pre tabindex="0" role="group" aria-label="code">`, "{code}",
		`<div class="table-scroll" tabindex="0" role="group" aria-label="table">`, "{table}",
		`<div class="formula" tabindex="0" role="group" aria-label="formula">`+
			`<math display="block" class="tml-display" style="display: block math;">`, "{display}",
	)
	for _, tt := range notes {
		got := short.Replace(browser.Eval[string](p, `(async () => {
			const shown = document.createElement("div");
			shown.append(await markdown.render(%s, 1));
			return shown.innerHTML;
		})()`, tt.text))
		if want, cut := strings.CutSuffix(tt.want, "…"); got != tt.want && (!cut || !strings.HasPrefix(got, want)) {
			t.Errorf("%.200q\nis shown as\n%.2000s\nwant\n%s", tt.text, got, tt.want)
		}
	}
	tooLong := strings.Repeat("[a](", 10_000)
	got := browser.Eval[string](p, `markdown.render(%s, 1).then(() => "shown", (error) => error.message)`, tooLong)
	if !strings.Contains(got, "longer than the 32 KB") {
		t.Errorf("a text of 40 KB: %s", got)
	}
}

// What lessons have and notes do not, and formulas, whose marks become letters: for
// them there is the table above. Links lead to other places than this course.
var (
	frontMatter = regexp.MustCompile(`(?s)\A---\n.*?\n---\n`)
	anchor      = regexp.MustCompile(` \{#[^}]*\}`)
	link        = regexp.MustCompile(`\]\([^()\s]*`)
	ofLessons   = strings.NewReplacer("$", "S", "{{", "((", "[!", "[")
	heading     = regexp.MustCompile(`(?m)^#+ `)
)

// What is not compared: attributes, areas that scroll, and spaces beside tags.
var (
	areas      = regexp.MustCompile(`</?div[^>]*>`)
	attributes = regexp.MustCompile(`<(\w+) [^>]*>`)
	entities   = strings.NewReplacer("&quot;", `"`, "&nbsp;", "\u00a0")
	spaces     = regexp.MustCompile(`\s*(</?\w+>)\s*|\s+`)
)

func structure(html string) string {
	html = attributes.ReplaceAllString(areas.ReplaceAllString(html, ""), "<$1>")
	return spaces.ReplaceAllStringFunc(entities.Replace(html), func(s string) string {
		if s = strings.TrimSpace(s); s == "" {
			return " "
		}
		return "\n" + s
	})
}

// The page reads Markdown as the server does: all lessons and help pages come out the
// same.
func TestNotesReadAsLessonsDo(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	p.Import("markdown", "own/markdown.js")
	server := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough))
	compared := 0
	err := fs.WalkDir(content.FS(), ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" {
			return err
		}
		body, err := fs.ReadFile(content.FS(), name)
		if err != nil {
			return err
		}
		text := frontMatter.ReplaceAllString(string(body), "")
		text = ofLessons.Replace(link.ReplaceAllString(anchor.ReplaceAllString(text, ""), "](https://go.dev"))
		var want bytes.Buffer
		if err := server.Convert([]byte(text), &want); err != nil {
			return err
		}
		under := max(len(heading.FindString(text))-2, 0)
		got := browser.Eval[string](p, `(async () => {
			const shown = document.createElement("div");
			shown.append(await markdown.render(%s, %s));
			return shown.innerHTML;
		})()`, text, under)
		compared++
		sameLines(t, name, structure(got), structure(want.String()))
		return nil
	})
	if err != nil || compared < 10 {
		t.Errorf("%d texts were compared, %v", compared, err)
	}
}

// sameLines reports the first line in which two texts differ.
func sameLines(t *testing.T, name, got, want string) {
	t.Helper()
	a, b := strings.Split(strings.TrimSpace(got), "\n"), strings.Split(strings.TrimSpace(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			around := func(lines []string) string {
				return strings.Join(lines[min(max(i-2, 0), len(lines)):min(i+2, len(lines))], "\n")
			}
			t.Errorf("%s, tag %d:\n%s\nwant\n%s", name, i, around(a), around(b))
			return
		}
	}
}
