package format

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
)

const top = "---\ntitle: T\nshort: T\nsummary: S\ngoals: [g]\n---\n" // six lines

// rules returns the examples in the package comment, by their rules.
func rules(t *testing.T) map[int]string {
	t.Helper()
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	start := regexp.MustCompile(`^// (\d+)\. `)
	examples, rule := map[int]string{}, 0
	for line := range strings.Lines(string(text)) {
		if m := start.FindStringSubmatch(line); m != nil {
			rule, _ = strconv.Atoi(m[1])
			if _, twice := examples[rule]; twice || rule != len(examples)+1 {
				t.Errorf("rule %d comes after %d others", rule, len(examples))
			}
			examples[rule] = ""
		}
		example, ok := strings.CutPrefix(line, "//\t")
		switch {
		case ok:
			examples[rule] += example
		case rule > 0 && strings.TrimSpace(line) == "//" && examples[rule] != "":
			examples[rule] += "\n"
		}
	}
	return examples
}

// described says what is in a tree: its blocks, one a line, and of inlines and
// callouts what there is.
func described(d *Document) string {
	var list []string
	add := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	Walk(d.Root, func(n ast.Node) {
		switch n := n.(type) {
		case *Fence:
			names := strings.NewReplacer("*format.", "", "isBlock:{} ", "", "isBlock:{}", "")
			block := names.Replace(fmt.Sprintf("%T%+v", n.Block, n.Block))
			add("%s %s", n.Language, block)
			if n.Fold > 0 || n.Inline {
				add("fold=%d inline=%t", n.Fold, n.Inline)
			}
		case *Callout:
			add("%s %q", n.Name, n.Title)
			if n.Prediction != nil {
				add("guess %d, options=%t, rest=%t", n.Prediction.Number, n.Prediction.Options, n.Prediction.Rest != nil)
			}
			if e := n.Exercise; e != nil {
				add("exercise %s check=%t solution=%t wrong=%d hidden=%d",
					e.Name, e.Check != nil, e.Solution != nil, len(e.Wrong), len(e.Changes))
				if e.Work.Goals != nil {
					add("goals %d", e.Work.Goals)
				}
			}
		case *Formula:
			add("formula %s", n.TeX)
		case *FormulaBlock:
			add("formula %s", n.TeX(d.Text))
		case *Value:
			add("value %s.%s", n.Cell, n.Name)
		case *ast.Heading:
			id, _ := n.AttributeString("id")
			add("heading %d %s", n.Level, id)
		}
	})
	return strings.Join(list, "\n")
}

// Every rule's example means what the rule says.
func TestRules(t *testing.T) {
	want := map[int]string{
		1:  "",
		2:  "heading 2 loss",
		3:  "formula x^2\nformula \\frac{1}{2}",
		4:  "value Coin.entropy",
		5:  `try "A biased coin"`,
		6:  "predict \"Where does the walk end?\"\nguess 1, options=true, rest=true",
		7:  "yaml Listing&{}",
		8:  "go Source&{Names:[Entropy Tree.Predict]}\nfold=12 inline=false\ngo Source&{Names:[]}\nfold=-1 inline=true",
		9:  "go Hidden&{}\nfold=0 inline=true",
		10: "go Example&{Name:ExampleEntropy Output:}",
		11: "go Cell&{Name:Coin Open:true Declares:[]}\ngo Cell&{Name:Walk Open:false Declares:[]}\nfold=0 inline=true",
		12: "sql Statement&{Data:joins Fails:false Plan:true Index:0}\nschema Schema&{Data:joins}",
		13: "yaml File&{Name:deployment.yaml}\nfold=20 inline=false\nlab Lab&{Name:rollout}",
		14: "exercise \"Impurity\"\nexercise YourGini check=false solution=false wrong=0 hidden=0\ngoals [1]\n" +
			"go Stub&{Names:[YourGini] Solved:[Gini]}\nhint \"Hint\"",
		15: "exercise \"Double\"\nexercise Double check=true solution=true wrong=1 hidden=0\n" +
			"go Stub&{Names:[Double] Solved:[]}\nfold=0 inline=true\ngo Part&{Name:check Tolerance:0.01 Ordered:false}\n" +
			"go Part&{Name:solution Tolerance: Ordered:false}\ngo Part&{Name:wrong Tolerance: Ordered:false}",
		16: "exercise \"Count\"\nexercise Count check=false solution=true wrong=1 hidden=1\n" +
			"sql Statement&{Data:joins Fails:false Plan:false Index:0}\nsql Part&{Name:solution Tolerance: Ordered:true}\n" +
			"sql Part&{Name:hidden Tolerance: Ordered:false}\nsql Part&{Name:wrong Tolerance: Ordered:false}",
		17: "exercise \"Work it out\"\nexercise Mean check=false solution=false wrong=0 hidden=0\n" +
			"number Question&{Asked:{Label:The mean of 1, 2 and 6 Want:3 Tolerance:0.01 Slips:[{Says:That " +
			"is the median. Value:2}]} Computed:<nil> Exact:true}",
		18: "exercise \"Name it\"\nexercise NameIt check=false solution=false wrong=0 hidden=0\n" +
			"text Question&{Asked:{Label:A value far from all others Want:[outlier an outlier] " +
			"Slips:[{Says:That is what it moves. Word:mean}]} Computed:<nil> Exact:false}",
		19: "exercise \"Choose\"\nexercise WhichMoves check=false solution=false wrong=0 hidden=0\n" +
			"choice Question&{Asked:{Options:[{Text:the mean Right:true Why:Every value counts in the " +
			"sum.} {Text:the median Right:false Why:}]} Computed:<nil> Exact:false}",
	}
	examples := rules(t)
	if len(examples) != len(want) {
		t.Errorf("there are %d rules, and tests of %d", len(examples), len(want))
	}
	for rule, example := range examples {
		text := top + example
		if rule == 1 {
			text = example
		}
		d := Parse([]byte(text))
		for _, p := range d.Problems {
			t.Errorf("rule %d: line %d: %s", rule, p.Line, p.Text)
		}
		if got := described(d); got != want[rule] {
			t.Errorf("rule %d:\n%s\nmeans\n%s\nwant\n%s", rule, example, got, want[rule])
		}
	}
	if d := Parse([]byte(examples[1])); d.Meta.Title != "Entropy" || len(d.Meta.Goals) != 1 {
		t.Errorf("the front matter reads %+v", d.Meta)
	}
}

// What is wrong is said at its line.
func TestMistakes(t *testing.T) {
	exercise := func(block string) string {
		return "> [!EXERCISE] Try\n> " + strings.ReplaceAll(block, "\n", "\n> ")
	}
	for _, tt := range []struct {
		text string
		line int
		want string
	}{
		{"```=x\n```", 7, "a code block starts with its language"},
		{"\n```go fold=\n```", 8, `setting "fold=" should read key=value`},
		{"```go source=A source=B\n```", 7, `the setting "source" appears twice`},
		{"```go source\n```", 7, "source= needs a name"},
		{"```go cell=A colour=red\n```", 7, "a block ```go cell has no setting \"colour\""},
		{"```go file=a.go\n```", 7, "a block ```go has no setting \"file\""},
		{"```yaml replicas=3\n```", 7, "a block ```yaml has no setting \"replicas\""},
		{"```go source=A\nfunc A() {}\n```", 8, "source=A names Go that is elsewhere"},
		{"```go source=A fold=0\n```", 7, "fold=0 should be a number of lines"},
		{"```go cell=A code=hide\n```", 7, "code=hide: there is only code=show"},
		{"```go hidden=yes\nvar x int\n```", 7, "hidden takes no value"},
		{"```sql data=a expect=success\n```", 7, "expect=success: there is only expect=error"},
		{"```schema\n```", 7, "a block ```schema needs data="},
		{"```lab\n```", 7, "a block ```lab needs name="},
		{"```go exercise=A solution=B\n```", 7, "the exercise A must be in a callout of its own"},
		{"```go check\nA()\n```", 7, "the block ```go check belongs beside an exercise"},
		{"> ```sql wrong\n> ```", 7, "the block ```sql wrong belongs beside an exercise"},
		{exercise("```go exercise=A solution=B\n```\n\n```sql solution\nSELECT 1;\n```"), 11, "the block ```sql solution " +
			"belongs beside an exercise"},
		{exercise("```go exercise=A solution=B\n```\n\n```text exercise=C\n```"), 11,
			`the exercise "Try" has two blocks to work in`},
		{exercise("```go exercise=A\nfunc A() {}\n```\n\n```go check\nA()\n```\n\n```go check\nA()\n```"), 16,
			"the exercise A has two blocks ```go check"},
		{exercise("```go exercise=A solution=B\nfunc A() {}\n```"), 8,
			"solution= is for an exercise of the lesson's package"},
		{exercise("```go exercise=A,B\nfunc A() {}\n```"), 8, "an exercise with its Go in the lesson has one name"},
		{exercise("```go exercise=A solution=B goal=first\n```"), 8, "goal=first should be numbers of goals"},
		{exercise("```go exercise=A solution=B goal=1,2\n```"), 8, "goal=2: the front matter has only 1"},
		{"```sql data=a goal=1\n```", 7, "goal= is for an exercise"},
		{exercise("Think."), 7, `the exercise "Try" has no block to work in`},
		{exercise("```number exercise=N\nHow many?\n```"), 8, "the question needs a right answer"},
		{exercise("```number exercise=N\nHow many?\n= many\n```"), 10, `"many" is not a number`},
		{exercise("```number exercise=N\nHow many?\n= 1\n2: two: no\nthree\n```"), 12, "likely wrong answers follow the " +
			"right one"},
		{exercise("```number exercise=N tolerance=few\nHow many?\n= 1\n```"), 8, "tolerance=few should be a number"},
		{exercise("```number exercise=N tolerance=1\n```"), 8, "tolerance= is for a question with its text in the block"},
		{exercise("```choice exercise=C\n[x] a\n```"), 8, "a choice needs at least two options"},
		{exercise("```choice exercise=C\n[ ] a\n[ ] b\n```"), 8, "at least one option must be right"},
		{exercise("```choice exercise=C\na\n```"), 9, "an option starts with [x]"},
		{exercise("```text exercise=W\nWhat?\n= {{A.b}}\n```"), 10, "the answer {{A.b}} is a value"},
		{"> [!NOPE]\n> x", 7, "there is no callout NOPE"},
		{"> [!PREDICT] Which?\n> - a\n>\n> After.", 7, "needs at least two options"},
		{"> [!PREDICT] Which?\n> - a\n> - b", 7, "has nothing to show after the guess"},
		{"x\n\n<b>y</b>", 9, "a lesson cannot contain HTML"},
	} {
		d := Parse([]byte(top + tt.text + "\n"))
		if len(d.Problems) == 0 || d.Problems[0].Line != tt.line || !strings.Contains(d.Problems[0].Text, tt.want) {
			t.Errorf("%s\ngives %v, want line %d: %s", tt.text, d.Problems, tt.line, tt.want)
		}
	}
}

// A right answer may be a value: rule 17.
func TestComputedAnswer(t *testing.T) {
	d := Parse([]byte(top + "> [!EXERCISE] Try\n> ```number exercise=N\n> How much?\n> = {{Coin.bits}}\n> ```\n"))
	q := d.Exercises[0].Work.Block.(*Question)
	if len(d.Problems) > 0 || q.Computed == nil || *q.Computed != (Reference{"Coin", "bits"}) || q.Exact {
		t.Errorf("%+v, %v", q, d.Problems)
	}
}

// In plain Markdown stands what is written, but for what only pages know.
func TestPlain(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"## A *b* {#c}\n\nText.", "## A *b*\n\nText."},
		{"## A ##\n\nText.", "## A ##\n\nText."},
		{"See [the *lesson*](entropy#a \"T\"), [go](https://go.dev) and [`x`](knn).", "See the *lesson*, " +
			"[go](https://go.dev) and `x`."},
		{"See [the lesson][e].\n\n[e]: entropy", "See the lesson.\n\n[e]: entropy"},
		{"It has {{Coin.bits}} bits, $x = {{Coin.bits}}$.\n\n$$\n{{Coin.bits}}\n$$", "It has <Coin.bits> bits, $x = " +
			"<Coin.bits>$.\n\n$$\n<Coin.bits>\n$$"},
		{"`[a](b)` and `{{A.b}}`", "`[a](b)` and `{{A.b}}`"},
		{"> [!TRY] Go on\n> > [!HINT]\n> > x", "> **Go on**\n>\n> > **Hint**\n> >\n> > x"},
		{"> [!ANSWER]\n> x", "> **Show the answer**\n>\n> x"},
		{"a\n\n```go cell=A\n```\n\nb", "a\n\n--\n\nb"},
		{"- a\n\n  ```go source=A\n  ```\n\n- b", "- a\n\n  ```go\n  ```\n\n- b"},
		{"> ```yaml\n> x\n> ```", "> ```yaml\n> x\n> ```"},
		{"> [!EXERCISE] E\n> Do.\n>\n> ```go exercise=A\n> func A() {}\n> ```\n>\n> ```go check\n> A()\n> ```\n>\n> End.",
			"> **E**\n>\n> Do.\n>\n\n--\n\n>\n>\n> End."},
	} {
		d := Parse([]byte(top + tt.text + "\n"))
		var parts []string
		for _, p := range d.Plain(func(r Reference) string { return "<" + r.Cell + "." + r.Name + ">" }) {
			if p.Fence != nil {
				p.Markdown = "--"
			}
			parts = append(parts, p.Markdown)
		}
		if got := strings.Join(parts, "\n\n"); got != tt.want {
			t.Errorf("%s\nreads\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}

// FuzzParse reads what anybody may write. Nothing panics, every mistake has a
// line of the text, and plain Markdown can be made of it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: T\n---\n", "---\n---\n---",
		"> [!EXERCISE] a\n> ```go exercise=A\n> x\n> ```\n> ```go check\n> ```", "```go\n",
		"~~~number exercise=A\n= {{A.b}}\n~~~",
		"> [!PREDICT]\n> - a\n> - b\n>\n> c", "- ```sql data=a\n  ```", "[a][b] [c](d \"e\") [](f) [[g]](h)\n\n[b]: c",
		"## a {#b}\n# {c}", "$$\na\n$$ $b$ {{C.d}}", "> > [!HINT] x\n> ```choice exercise=B\n> [x] a",
		"| [a](b) | {{C.d}} |\n|--|--|", "![a](b)", "\x00\r\n", "1. > [!NOTE]\n   > ```\n   > ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			return
		}
		d := Parse([]byte(text))
		for _, p := range d.Problems {
			if p.Line < 0 || p.Line > 1+strings.Count(text, "\n") {
				t.Errorf("%q: line %d: %s", text, p.Line, p.Text)
			}
		}
		for _, n := range d.Fences() {
			if n.Block == nil || n.Line < 1 || n.Line > 1+strings.Count(text, "\n") {
				t.Errorf("%q: %+v", text, n)
			}
		}
		d.Plain(func(Reference) string { return "" })
	})
}
