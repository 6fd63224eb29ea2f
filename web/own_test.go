package web_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server/sql/show"
	"abacus/web"
)

// withOwn loads the course with lessons of one's own, by their files' names.
func withOwn(t *testing.T, files map[string]string) *web.Course {
	t.Helper()
	own := fstest.MapFS{}
	for name, text := range files {
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := web.Load(web.Config{
		Content: content.FS(), Source: os.DirFS("../lessons"), Files: deploy.FS, Templates: web.Templates(),
		Lessons: lessons.All(), Own: own, OwnDir: "mine", SQL: show.Engine{},
		Asset: func(name string) (string, error) { return name, nil },
	})
	if err != nil {
		t.Fatal("what is wrong with own lessons must not keep the course from being read: ", err)
	}
	return c
}

const ownTop = "---\ntitle: Own\nshort: Own\nsummary: A lesson.\ngoals: [one]\n---\n\n## Part\n\n" // nine lines

// What is wrong with an own lesson is said at its line, in words that help,
// and makes no other lesson worse.
func TestMistakesOfOwnLessons(t *testing.T) {
	exercise := func(blocks ...string) string {
		return "> [!EXERCISE] Try\n> " + strings.ReplaceAll(strings.Join(blocks, "\n\n"), "\n", "\n> ") + "\n"
	}
	const stub, check, solution = "```go exercise=Inc\nfunc Inc(x int) int { return 0 }\n```", "```go check\nInc(1)\n```",
		"```go solution\nfunc Inc(x int) int { return x + 1 }\n```"
	for _, tt := range []struct{ name, text, want string }{
		{"no Go", "```go\nfunc Half(x int int {}\n```", "own.md:11: this is not Go: "},
		{"twice", "```go\nvar x = 1\n```\n\n```go\nfunc x() {}\n```", "own.md:15: x is declared twice: the first time on " +
			"line 11"},
		{"main", "```go\nfunc main() {}\n```", "own.md:11: a lesson cannot declare main"},
		{"cell without its function", "```go cell=Show\nfunc Other(nb *notebook.Cell) {\n}\n```",
			"own.md:10: the cell Show must declare func Show(nb *notebook.Cell) {"},
		{"cell without a name", "```go cell\nfunc Other() {}\n```", "own.md:10: cell= needs a name"},
		{"unknown setting", "```go cell=Show colour=red\nfunc Show(nb *notebook.Cell) {\n}\n```", `own.md:10: a block ` +
			"```go cell" + ` has no setting "colour"`},
		{"no check", exercise(stub, solution), "own.md:12: the exercise Inc needs a block ```go check"},
		{"no solution", exercise(stub, check), "own.md:12: the exercise Inc needs a block ```go solution"},
		{"check of nothing", exercise(stub, "```go check\nprintln(1)\n```", solution),
			"own.md:16: the check never calls Inc"},
		{"mute wrong answer", exercise(stub, check, solution, "```go wrong\nfunc Inc(x int) int { return 9 }\n```"),
			"own.md:24: explain the mistake in a comment above the wrong Inc"},
		{"wrong answer of nothing", "```go wrong\nfunc Inc(x int) int { return 9 }\n```", "belongs beside an exercise"},
		{"number without an answer", exercise("```number exercise=Sum\n1 + 1\n```"),
			"own.md:11: the question needs a right answer"},
		{"number that is none", exercise("```number exercise=Sum\n1 + 1\n= many\n```"), `own.md:13: "many" is not a number`},
		{"choice of one", exercise("```choice exercise=Pick\n[x] this\n```"), "own.md:11: a choice needs at least two " +
			"options"},
		{"nothing right", exercise("```choice exercise=Pick\n[ ] this\n[ ] that\n```"), "own.md:11: at least one option " +
			"must be right"},
		{"query without a solution", exercise("```sql exercise=Names data=joins\nSELECT 1;\n```"),
			"own.md:11: the exercise Names needs a block ```sql solution"},
		{"no such data", "```sql data=nowhere\nSELECT 1;\n```", `no data set "nowhere": it would be mine/data/nowhere.sql`},
		{"data elsewhere", "```sql data=../../secret\nSELECT 1;\n```", "the name of a data set has letters, digits, - and _"},
		{"link to nowhere", "See [that](nothing-there).\n", "own.md:10: the link to \"nothing-there\" leads nowhere"},
		{"no text", "\xff\xfe", "own.md:10: this is not UTF-8 text"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := withOwn(t, map[string]string{"own.md": ownTop + tt.text + "\n", "good.md": ownTop})
			l, err := c.Lesson("own")
			if err != nil {
				t.Fatal(err)
			}
			if said := l.Broken.Error(); !strings.Contains(said, tt.want) || !strings.Contains(said, "mine/own.md:") {
				t.Errorf("it says %q, want %q", said, tt.want)
			}
			p, err := c.LessonPage("own", web.State{}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(p.HTML), "<code>mine/own.md") {
				t.Error("the page of the lesson does not say where the mistake is")
			}
			for _, l := range c.Lessons {
				if l.Slug != "own" && l.Broken != nil {
					t.Errorf("%s suffers, too: %v", l.Slug, l.Broken)
				}
			}
		})
	}
}

func TestNamesOfOwnLessons(t *testing.T) {
	c := withOwn(
		t,
		map[string]string{
			"B.md":        ownTop,
			"a b.md":      ownTop,
			"notebook.md": ownTop,
			"README.md":   "Notes.",
			"z.md":        ownTop,
			"y.md":        strings.Replace(ownTop, "goals", "order: 2\ngoals", 1),
		},
	)
	if n := len(c.OwnProblems); n != 3 {
		t.Errorf("%d files are refused, want 3: %v", n, c.OwnProblems)
	}
	var order []string
	for _, l := range c.Lessons[len(lessons.All()):] {
		order = append(order, fmt.Sprint(l.Slug, l.Number))
	}
	if got := strings.Join(order, " "); got != "z11 y12" {
		t.Errorf("behind the course stand %s", got)
	}
}

// A file called as a lesson of the course takes its place.
func TestAnOwnLessonInThePlaceOfOne(t *testing.T) {
	c := withOwn(t, map[string]string{"gini.md": ownTop})
	l, err := c.Lesson("gini")
	if err != nil || !l.Own() || l.Broken != nil || len(c.Lessons) != len(lessons.All()) {
		t.Errorf("%d lessons, gini own: %v, broken: %v, %v", len(c.Lessons), l.Own(), l.Broken, err)
	}
	for _, other := range c.Lessons { // some link to parts that gini had
		if other.Broken != nil {
			t.Errorf("%s suffers: %v", other.Slug, other.Broken)
		}
	}
}

// What is data is tried here: solutions pass, the start does not, and each
// mistake is told what it is.
func TestOwnQuestionsAreTried(t *testing.T) {
	right := ownTop + `
> [!EXERCISE] Add
> ` + "```number exercise=Sum tolerance=0.1\n> 1 + 1\n> = 2\n> 11: That is the digits.\n> ```" + `

> [!EXERCISE] Name
> ` + "```text exercise=Name\n> The middle\n> = median\n> mean: That is the sum by the count.\n> ```" + `

> [!EXERCISE] Ask
> ` + "```sql exercise=Ask data=joins\n> SELECT name FROM employee;\n> ```\n>\n> ```sql solution\n> SELECT count(*) " +
		"FROM employee;\n> ```\n>\n> ```sql wrong\n> -- That is all of them.\n> SELECT * FROM employee;\n> ```" + "\n"
	wrong := strings.NewReplacer("> 11:", "> 2.05:", "> mean:", "> Median!:", "SELECT *", "SELECT count(*)").Replace(right)
	for _, tt := range []struct {
		name, text string
		want       int
	}{{"right", right, 0}, {"wrong", wrong, 3}} {
		c := withOwn(t, map[string]string{"own.md": tt.text})
		l, err := c.Lesson("own")
		if err != nil || l.Broken != nil {
			t.Fatal(err, l.Broken)
		}
		trials := l.Trials()
		if len(trials) < 8 {
			t.Errorf("there are only %d trials", len(trials))
		}
		failed := 0
		for _, trial := range trials {
			if trial.InBrowser() {
				t.Errorf("%s would run in a browser", trial.What)
			}
			if problem, wrong := trial.Wrong(c.Try(t.Context(), trial)); wrong {
				failed++
				t.Log(problem)
			}
		}
		if failed != tt.want {
			t.Errorf("%s: %d trials fail, want %d", tt.name, failed, tt.want)
		}
	}
}

// What a cell calls its parameter is its own affair, and so is how its
// declaration is set.
func TestCellsOfOwnLessonsByType(t *testing.T) {
	for _, text := range []string{
		"func Show(c *notebook.Cell) {\n}",
		"func Show(\n\tcell *notebook.Cell,\n) {\n}",
		"import n \"abacus/lessons/notebook\"\n\nfunc Show(c *n.Cell) {\n}",
	} {
		c := withOwn(t, map[string]string{"own.md": ownTop + "```go cell=Show\n" + text + "\n```\n"})
		l, err := c.Lesson("own")
		if err != nil || l.Broken != nil {
			t.Errorf("%s: %v %v", text, err, l.Broken)
		}
	}
}

// A cell may be declared in one block and shown by another, which refers to it.
// A computed answer cannot be known here: the cell runs elsewhere.
func TestOwnLessonsRefer(t *testing.T) {
	const hidden = "```go hidden\nfunc Show(nb *notebook.Cell) {\n\tnb.Value(\"x\", \"%d\", 1)\n}\n```\n\n"
	c := withOwn(t, map[string]string{
		"one.md":   ownTop + hidden + "```go cell=Show\n```\n\n```go source=Show\n```\n",
		"two.md":   ownTop + hidden + "> [!EXERCISE] Try\n> ```number exercise=Sum\n> How many?\n> = {{Show.x}}\n> ```\n",
		"three.md": ownTop + "```go cell=Nope\n```\n",
	})
	for slug, want := range map[string]string{
		"one": "", "two": "two.md:17: {{Show.x}}: your own cells run only in readers' browsers",
		"three": `three.md:10: no cell "Nope"`,
	} {
		l, err := c.Lesson(slug)
		if err != nil {
			t.Fatal(err)
		}
		if said := l.Broken.Error(); !strings.Contains(said, want) || want == "" && said != "" {
			t.Errorf("%s: it says %q, want %q", slug, said, want)
		}
	}
}

// Nothing of an own lesson's Go is there to be run by the server.
func TestOwnGoIsAway(t *testing.T) {
	c := withOwn(t, map[string]string{"own.md": ownTop + "```go cell=Show\nfunc Show(nb *notebook.Cell) {\n}\n```\n"})
	l, err := c.Lesson("own")
	if err != nil || l.Broken != nil {
		t.Fatal(err, l.Broken)
	}
	trials := l.Trials()
	if len(trials) != 1 || !trials[0].InBrowser() || trials[0].Line != 10 {
		t.Errorf("the trials are %+v", trials)
	}
	if line := l.Go().Line("Show", 1); line != 11 {
		t.Errorf("Show stands on line %d, want 11", line)
	}
}

// A lesson without any Go takes readers' cells as all others do, where code can run.
func TestCellsInALessonWithoutGo(t *testing.T) {
	course := withOwn(t, map[string]string{"own.md": ownTop + "Words, and no Go.\n"})
	for _, editable := range []bool{false, true} {
		course.Editable = editable
		page, err := course.LessonPage("own", web.State{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(page.HTML), "data-cells"); got != editable {
			t.Errorf("if code can run is %t, that the page takes cells is %t", editable, got)
		}
	}
}
