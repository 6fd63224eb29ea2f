package web

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"abacus/lessons"
	"abacus/lessons/notebook"
	sqlcell "abacus/server/sql/cell"
)

const front = "---\ntitle: T\nshort: T\nsummary: S\ngoals: [g]\n---\n"

func dice(nb *notebook.Cell) {
	k := nb.Int("k", "sides", 6, 2, 20)
	nb.Value("k", "%d", k)
	nb.Say("%d sides", k)
}

func broken(*notebook.Cell) { panic("broken on purpose") }

const diceSource = "package dice\n\n// Dice rolls.\nfunc Dice(nb *notebook.Cell) {\n\tnb.Say(\"<&>\")\n}\n"

// config is a course of one lesson, dice, with the given Markdown.
func config(markdown string) Config {
	return Config{
		Content: fstest.MapFS{
			"dice.md":       {Data: []byte(markdown)},
			"data/shop.sql": {Data: []byte("CREATE TABLE t(x)")},
		},
		Source: fstest.MapFS{
			"dice/dice.go": {
				Data: []byte(
					diceSource + "\nfunc Broken(nb *notebook.Cell) { panic(1) }\n\ntype T[K any] struct{}\n\nfunc (t *T[K]) M() {}\n",
				),
			},
			"dice/dice_test.go": {
				Data: []byte("package dice_test\n\nimport \"fmt\"\n\nfunc ExampleDice() {\n\tfmt.Println(1)\n\t// Output: 1\n}\n"),
			},
		},
		Files:     fstest.MapFS{"a.yaml": {Data: []byte("a: 1\n")}},
		Templates: Templates(),
		Lessons:   []lessons.Lesson{{Slug: "dice", Cells: notebook.Cells{"Dice": dice, "Broken": broken}}},
		SQL:       fakeSQL{},
		Asset:     func(name string) (string, error) { return "/static/x/" + name, nil },
	}
}

func load(t *testing.T, markdown string) *Course {
	t.Helper()
	c, err := Load(config(markdown))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// page renders the lesson with the given state.
func page(t *testing.T, c *Course, s State) string {
	t.Helper()
	p, err := c.LessonPage("dice", s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(p.HTML)
}

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, markdown, want string }{
		{"heading", "## A `b` c", `<h2 id="a-b-c">`},
		{"heading with an anchor of its own", "## A b {#here}", `<h2 id="here">`},
		{"lesson link", "[x](dice)", `<a href="/lessons/dice">x</a>`},
		{"lesson link with anchor", "## B\n\n[x](dice#b)", `<a href="/lessons/dice#b">x</a>`},
		{"outside link", "[x](https://go.dev)", `<a href="https://go.dev" rel="external noopener">`},
		{"table", "|a|\n|-|\n|1|", `<div class="table-scroll"`},
		{"inline maths", "so $x^2$ is", `<msup><mi>x</mi><mn class="tml-sml-pad">2</mn></msup>`},
		{"display maths", "$$\nx\n$$", `<div class="formula"`},
		{"display maths on a line", "$$x$$", `<div class="formula"`},
		{"money", `from $5 to $6 and \$7`, "from $5 to $6 and $7"},
		{
			"callout",
			"> [!NOTE]\n> hi",
			`<aside class="callout note" aria-label="Note"><p class="callout-title">Note</p>` + "\n<p>hi</p>",
		},
		{"callout with a title", "> [!TRY] Go *on*\n>\n> hi", `<p class="callout-title">Go *on*</p>`},
		{"answer", "> [!ANSWER]\n> 42", `<details class="callout answer"><summary>Show the answer</summary>`},
		{"side material", "> [!DEEPER] Why\n> 42", `<details class="callout deeper"><summary>Why</summary>`},
		{"plain quote", "> hi", "<blockquote>"},
		{"value", "k is {{Dice.k}}", `k is <span class="value">6</span>`},
		{"value in a formula", "$x + {{Dice.k}}$", `<mn>6</mn>`},
		{"braces", "a {{ b", "a {{ b"},
		{"source", "```go source=Dice\n```", `<span class="nf">Dice</span>`},
		{"method", "```go source=T.M\n```", `<span class="nf">M</span>`},
		{"escaped source", "```go source=Dice\n```", `&lt;&amp;&gt;`},
		{"example", "```go example=ExampleDice\n```", "Output"},
		{"file", "```yaml file=a.yaml\n```", "deploy/a.yaml"},
		{"other language", "```json\n{\"a\": \"<b>\"}\n```", `&lt;b&gt;`},
		{"cell", "```go cell=Dice\n```", `<p class="say">6 sides</p>`},
		{"cell that fails", "```go cell=Broken\n```", "This cell failed"},
		{"sql", "```sql data=shop\nSELECT 1;\n```", `<p class="say">SELECT 1;`},
		{"sql replay", "```sql data=shop\nA;\n```\n\n```sql data=shop\nB;\n```", "A;\n|B;"},
		{"schema", "```schema data=shop\n```", `aria-label="schema. tables"`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			html := page(t, load(t, front+tc.markdown), nil)
			if !strings.Contains(html, tc.want) {
				start := strings.Index(html, "</header>\n<")
				t.Errorf("%q does not give %q, but\n%s", tc.markdown, tc.want, html[max(start, 0):])
			}
		})
	}
}

func TestMistakesAreReportedWithTheirLine(t *testing.T) {
	tests := []struct{ name, markdown, want string }{
		{"front matter", "# x", "dice.md:1: a lesson starts with front matter"},
		{"missing title", "---\nshort: a\nsummary: b\ngoals: [c]\n---\n", "dice.md:1: the front matter lacks title"},
		{"broken front matter", "---\ntitle: [\n---\n", "dice.md:1: the front matter cannot be read"},
		{"unknown source", front + "\n```go source=Nope\n```", `dice.md:8: no declaration "Nope"`},
		{"unknown cell", front + "\n\n```go cell=Nope\n```", `dice.md:9: no cell "Nope"`},
		{"unknown example", front + "```go example=Nope\n```", `dice.md:7: no example "Nope"`},
		{"unknown value's cell", front + "text\n{{Nope.k}}", `dice.md:8: {{Nope.k}}: no cell`},
		{"unknown data", front + "```sql data=nope\n```", `dice.md:7: no data set "nope"`},
		{"unknown file", front + "```yaml file=nope\n```", `dice.md:7: no file "nope"`},
		{"misspelt setting", front + "```go cell=Dice cod=show\n```", "dice.md:7: a block ```go cell has no setting \"cod\""},
		{"Go in Markdown", front + "```go\nfunc x() {}\n```", "dice.md:7: the Go of a lesson belongs in its package"},
		{"two anchors alike", front + "## A\n\n## a", "dice.md:9: two places have the anchor #a"},
		{"a cell twice", front + "```go cell=Dice\n```\n```go cell=Dice\n```", "the cell Dice appears twice"},
		{"dead lesson link", front + "\n[x](nope)", `dice.md:8: the link to "nope" leads nowhere`},
		{"dead anchor", front + "[x](#nope)", `dice.md:7: the link to "#nope" leads nowhere`},
		{"dead anchor elsewhere", front + "[x](dice#nope)", `no anchor #nope`},
		{"title heading", front + "# A", "dice.md:7: the title is the page's only heading of level 1"},
		{"HTML", front + "<b>x</b>", "dice.md:7: a lesson cannot contain HTML"},
		{"unknown callout", front + "> [!NOPE]\n> x", "dice.md:7: there is no callout NOPE"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			_, err := Load(config(tc.markdown))
			var problems Problems
			if !errors.As(err, &problems) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
}

func TestMissingLesson(t *testing.T) {
	cfg := config(front)
	cfg.Content = fstest.MapFS{}
	if _, err := Load(cfg); err == nil || !strings.Contains(err.Error(), "dice.md: the lesson has no text") {
		t.Errorf("error %v", err)
	}
	cfg = config(front)
	cfg.Source = fstest.MapFS{"dice/x.go": {Data: []byte("package")}}
	if _, err := Load(cfg); err == nil || !strings.Contains(err.Error(), "lessons/dice: the lesson's Go does not parse") {
		t.Errorf("error %v", err)
	}
}

func TestWarmFindsWhatOnlyRenderingShows(t *testing.T) {
	tests := []struct{ name, markdown, want string }{
		{"formula", front + "\n\nx $\\nope$", "dice.md:9: formula"},
		{"value", front + "{{Dice.nope}}", `dice.md:7: cell Dice publishes no value "nope"`},
		{"value in a formula", front + "$x + {{Dice.nope}}$", `dice.md:7: cell Dice publishes no value "nope"`},
		{"statement that fails", front + "```sql data=shop\nbad\n```", "it fails: mark it expect=error"},
		{"statement that should fail", front + "```sql data=shop expect=error\ngood\n```", "it should fail but does not"},
		{"language", front + "```nonsense\n```", `no highlighting for the language "nonsense"`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			err := load(t, tc.markdown).Warm(t.Context())
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
}

func TestPageFollowsTheAddress(t *testing.T) {
	c := load(t, front+"```go cell=Dice\n```\n\nk is {{Dice.k}}")
	html := page(t, c, State{"Dice.k": {"12"}, "Other.x": {"1"}})
	for _, want := range []string{"12 sides", `value="12"`, `name="Other.x" value="1" data-carry`,
		`k is <span class="value">6</span>`} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if html := page(t, c, State{"Dice.k": {"<script>"}}); !strings.Contains(
		html,
		"sides takes a number from 2 to 20; showing 6.",
	) {
		t.Error("an unreadable input is not reported")
	}
}

func TestCanonical(t *testing.T) {
	c := load(t, front+"```go cell=Dice\n```")
	tests := []struct {
		in       State
		want     string
		readable bool
	}{
		{State{"Dice.k": {"12"}}, "12", true},
		{State{"Dice.k": {"012.2"}}, "12", true},
		{State{"Dice.k": {"999"}}, "20", true},
		{State{"Dice.k": {"6"}, "Dice.nope": {"1"}, "x": {"y"}}, "", true},
		{State{"Dice.k": {"x"}}, "", false},
	}
	for _, tc := range tests {
		got, readable, err := c.Canonical("dice", tc.in)
		if err != nil || readable != tc.readable {
			t.Errorf("%v: readable %t, %v; want %t", tc.in, readable, err, tc.readable)
		}
		if v := got["Dice.k"]; strings.Join(v, "") != tc.want || len(got) > 1 {
			t.Errorf("%v becomes %v, want %q", tc.in, got, tc.want)
		}
	}
}

func TestUnknownNamesAreNotFound(t *testing.T) {
	c := load(t, front)
	_, lessonErr := c.LessonPage("nope", nil, nil)
	_, _, cellErr := c.CellFragment("dice", "Nope", nil, false)
	_, sqlErr := c.RunSQL(t.Context(), "dice", sqlcell.Request{Index: 7})
	for _, err := range []error{lessonErr, cellErr, sqlErr} {
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("error %v, want ErrNotFound", err)
		}
	}
}

func TestSearch(t *testing.T) {
	c := load(t, front+"Start.\n\n## Hash join\n\nBuild a table of \\<keys>.\n\n## Other\n\nA hash is not a table.\n")
	hits := c.Search("hash tab")
	if len(hits) != 2 || hits[0].URL != "/lessons/dice#hash-join" {
		t.Fatalf("hits %+v, want the section whose heading matches first", hits)
	}
	if e := string(hits[0].Excerpt); !strings.Contains(e, "<mark>table</mark>") || !strings.Contains(e, "&lt;keys&gt;.") {
		t.Errorf("excerpt %q", e)
	}
	for _, query := range []string{"", "   ", "zebra", "hash zebra", "<script>"} {
		if hits := c.Search(query); len(hits) != 0 {
			t.Errorf("%q finds %+v", query, hits)
		}
	}
}

// A style attribute would be blocked by the policy, and be an error in the
// console of every reader.
func TestStylesAreExtracted(t *testing.T) {
	c := load(t, front+`$\begin{cases} 1 & x \\ \color{red}{0} & y\end{cases}$`)
	p, err := c.LessonPage("dice", nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(p.HTML), " style=") {
		t.Error("a style attribute is left, which the policy blocks")
	}
	if !strings.Contains(p.Style, "color:#ff0000") || !strings.Contains(string(p.HTML), "<style>"+p.Style+"</style>") {
		t.Errorf("the page's style element is not what the policy allows: %q", p.Style)
	}
}
