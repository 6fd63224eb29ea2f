package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

const (
	exampleListing = course.Example + " .listing"
	examplePrints  = `document.querySelector('` + course.Example + ` pre.text').textContent`
	exampleTrouble = `document.querySelector('` + course.Example + ` .error')?.textContent ?? ""`
)

// typed replaces the example's text.
func typed(p *browser.Page, text string) {
	p.T.Helper()
	p.Rewrite(exampleListing, text)
}

// An example is run untouched, changed, and run with a changed declaration.
func TestAnExampleRuns(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	tested := browser.Eval[string](p, examplePrints)
	p.Run(exampleListing)
	p.Wait("the tested output", course.ExampleTitle+` === "Output, as tested"`)
	if got := browser.Eval[string](p, examplePrints); got != tested+"\n" {
		t.Errorf("it prints %q, want %q", got, tested)
	}
	p.Accessible(course.Example)

	t.Log("changed")
	p.Edit(exampleListing, "Surprise(", "Surprise(0.5 *")
	p.Wait("that the output is older", course.ExampleTitle+` === "Output of an earlier run"`)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("another output", course.ExampleTitle+` === "Output of your version"`)
	if got := browser.Eval[string](p, examplePrints); !strings.Contains(got, "1.00: 1.0000 bits") {
		t.Errorf("it prints %q", got)
	}
	p.ClickText(course.Example+" button", "Compare")
	p.Wait("the comparison", `document.querySelectorAll(%s).length === 8`, course.Example+" .changes :is(ins, del)")
	p.Accessible(course.Example)

	t.Log("with a changed declaration, and its own text again")
	p.ClickText(exampleListing+" .bar button", "Reset")
	p.Wait("the tested output again", course.ExampleTitle+` === "Output, as tested"`)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Wait("that the output is older", course.ExampleTitle+` === "Output of an earlier run"`)
	p.Run(exampleListing)
	p.Wait("the output of the changed code", examplePrints+".includes('0.50: 3.0000 bits')")
	p.Wait("what it is", course.ExampleTitle+` === "Output of your version"`)
}

// What people type into an example, and what they see.
func TestWhatExamplesSay(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	for _, tt := range []struct{ name, text, prints, trouble string }{
		{"imports", "fmt.Println(strings.Repeat(\"ab\", 2), math.Sqrt(4))", "abab 2\n", ""},
		{"no line end", "fmt.Print(\"a\")", "a", ""},
		{"a function", "fmt.Println(double(4))\nfunc double(n int) int { return 2 * n }", "8\n", ""},
		{"a type with a method", "type p int\nfunc (x p) Next() p { return x + 1 }\nfmt.Println(p(1).Next())", "2\n", ""},
		{"a whole program", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(entropy.Surprise(0.5))\n}",
			"1\n", ""},
		{"a panic", "fmt.Println(\"before\")\nvar m map[string]int\nm[\"a\"] = 1", "before\n",
			"The program panicked: assignment to entry in nil map. There is no map yet to put something into: " +
				"make one first, as in m := map[string]int{}. See line 3."},
		{"an index", "xs := []int{1, 2}\nfor i := range 3 {\n\tfmt.Println(xs[i])\n}", "1\n2\n",
			"index out of range [2] with length 2. It has 2 values, and positions count from 0. " +
				"Nothing is at position 2. See line 3."},
		{"recursion without end", "func f(n int) int {\n\treturn 1 + f(n+1)\n}\nfmt.Println(f(1))", "",
			"a function calls itself without end. It needs a case in which it does not. See line 2."},
		{"a variable of the package", "var xs = []int{1}\nvar x = xs[n()]\nfunc n() int { return 5 }\n" +
			"func f() int { return x }\nfmt.Println(f())", "",
			"It has one value, at position 0. Nothing is at position 5. See line 2."},
		{"a file", "_, err := os.ReadFile(\"a.csv\")\nif err != nil {\n\tpanic(err)\n}", "",
			"A program on this page has no files, and nobody can type into it while it runs. " +
				"Write the data into the program, as a text that strings.NewReader(…) reads, " +
				"or take a number from an input such as nb.Int(…). See line 3."},
		{"a deadlock", "fmt.Println(1)\n<-make(chan int)", "1\n", "Deadlock"},
		{"two mistakes", "a := 1\nb := 2", "", "see the marked lines"},
		{"no Go", "fmt.Println(", "", "see the marked line"},
		{"a brace too many", "}\nfmt.Println(1)", "", "see the marked line"},
		{"what the lesson keeps for itself", "fmt.Println(entropy.questionsByHalving(4))", "", "see the marked line"},
		{"nothing", "", "", ""},
		{"only a comment", "// nothing", "", ""},
	} {
		p.Sub(tt.name, func(t *testing.T) {
			typed(p, tt.text)
			before := browser.Eval[string](p, examplePrints)
			p.Run(exampleListing)
			if tt.trouble != "" {
				p.Wait("what went wrong", exampleTrouble+".includes(%s)", tt.trouble)
			} else {
				p.Wait("the end", `/^Output of your version/.test(`+course.ExampleTitle+`)`)
			}
			want := tt.prints
			if strings.Contains(tt.trouble, "marked") {
				want = before
			}
			if got := browser.Eval[string](p, examplePrints); got != want {
				t.Errorf("it prints %q, want %q", got, want)
			}
		})
	}
}

// Readers of several lessons change one thing in an example, having guessed what will
// come.
func TestExamplesAreChangedInLessons(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	for _, tt := range []struct{ lesson, example, old, new, guess string }{
		{"introduction", "ExampleBestCut", "{Length: 4.7, Virginica: true}", "{Length: 4.7, Virginica: false}",
			"cut at 5.25 cm, 0 mistake, error <nil>\n"},
		{"knn", "ExampleHamming", `"karolin"`, `"kathrin"`, "2\n0\n"},
		{"gini", "ExampleGini", "[]int{3, 2}", "[]int{5, 0}",
			"evenly mixed  0.5000\nnot sick      0.0000\nurn           0.6250\nall the same  0.0000\n"},
		{"regression", "ExampleResiduals", "{2, 3, 7}", "{2, 4, 6}",
			"residuals [-2.0  0.0  2.0]  squares  8.0\nresiduals [ 0.0  0.0  0.0]  squares  0.0\n" +
				"residuals [ 0.5  0.0 -0.5]  squares  0.5\n"},
		{"trees", "ExampleGrow_corners", "[]int{0, 1, 1, 0}", "[]int{0, 0, 1, 1}",
			"the root gains 0.5\n2 leaves, 0 mistakes\n"},
	} {
		p.Open("/lessons/" + tt.lesson)
		box := ".example[data-example='" + tt.example + "']"
		p.Edit(box+" .listing", tt.old, tt.new)
		p.Press(kb.Enter, kb.ModifierCtrl)
		p.Wait("the output of the changed text",
			`document.querySelector(%s).textContent === "Output of your version"`, box+" .output-title")
		if got := browser.Eval[string](p, "document.querySelector(%s).textContent", box+" pre.text"); got != tt.guess {
			t.Errorf("%s: %s with %s prints\n%s, want\n%s", tt.lesson, tt.example, tt.new, got, tt.guess)
		}
	}
}

// An example has its buttons before the code that runs it is there.
func TestAnExampleIsThereAtOnce(t *testing.T) {
	t.Parallel()
	p, l := course.VisitLate(t, "program/example.js")
	p.Run(exampleListing)
	p.ClickText(exampleListing+" button", "Edit")
	p.Wait("the editor", "document.querySelector(%s)", exampleListing+" .cm-editor.cm-focused")
	p.Press("x")
	l.Release()
	p.Wait("that Run was pressed", exampleTrouble+".includes('no Go toolchain')")
	p.Wait("the buttons of those who edit", `[...document.querySelectorAll(%s)]
		.some(b => b.textContent === "Share" && b.checkVisibility())`, exampleListing+" .bar button")
}

// A link holds changed examples too. They run once the reader has decided.
func TestExamplesAreSharedByLink(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	author := browser.NewPage(t, url)
	author.Open(course.WorkshopPage)
	typed(author, "fmt.Println(\"from afar\")")
	link := course.SharedLink(author, func() { author.ClickText(exampleListing+" .bar button", "Share") })
	p := browser.NewPage(t, url)
	p.Open(link)
	p.Wait("the offer", course.Offered+` === "This link contains 1 change: the example Surprise."`)
	course.OnBench(p, "Use it")
	p.Wait("its output", examplePrints+` === "from afar\n"`)
}

// An example that goes on for ever shows what it prints meanwhile, and is stopped.
func TestAnExampleIsStopped(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	typed(p, "fmt.Println(\"on and on\")\nfor {\n}")
	p.Run(exampleListing)
	p.Wait("the first line", examplePrints+` === "on and on\n"`)
	p.ClickText(exampleListing+" .bar button", "Stop")
	p.Wait("the end", course.ExampleTitle+` === "Stopped. Output until then"`)
	typed(p, "fmt.Println(2)")
	p.Run(exampleListing)
	p.Wait("the next run", examplePrints+` === "2\n"`)
}

// A program whose frame has gone starts again. What it prints then takes the place of
// what it had printed before.
func TestALostProgramPrintsOnce(t *testing.T) {
	t.Parallel()
	p := course.VisitOwn(t, onAndOn)
	typed(p, onAndOn)
	own := course.OwnCell(p, 1)
	for run, text := range map[string]string{
		exampleListing:    examplePrints,
		own + " .listing": `document.querySelector("` + own + ` > pre.text").textContent`,
	} {
		p.Run(run)
		p.Wait("a number", `/^\d+\n$/.test(`+text+`)`)
		first := browser.Eval[string](p, text)
		browser.Eval[any](p, `document.querySelectorAll("iframe").forEach(frame => (frame.src = "about:blank"))`)
		p.Wait("the number of the second try", text+" !== '' && "+text+" !== %s", first)
		if second := browser.Eval[string](p, text); strings.Contains(second, first) {
			t.Errorf("it prints %q, after %q", second, first)
		}
		p.ClickText(run+" .bar button", "Stop")
	}
}

// onAndOn prints a number, another one each time, and does not end.
const onAndOn = "fmt.Println(time.Now().UnixNano())\nfor {\n}"
