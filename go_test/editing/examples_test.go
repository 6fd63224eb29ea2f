package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

const (
	example        = `.example[data-example="ExampleSurprise"]`
	exampleListing = example + " .listing"
	exampleTitle   = `document.querySelector('` + example + ` .output-title').textContent`
	examplePrints  = `document.querySelector('` + example + ` pre.text').textContent`
	exampleTrouble = `document.querySelector('` + example + ` .error')?.textContent ?? ""`
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
	p.Wait("the tested output", exampleTitle+` === "Output, as tested"`)
	if got := browser.Eval[string](p, examplePrints); got != tested+"\n" {
		t.Errorf("it prints %q, want %q", got, tested)
	}
	p.Accessible(example)

	t.Log("changed")
	p.Edit(exampleListing, "Surprise(", "Surprise(0.5 *")
	p.Wait("that the output is older", exampleTitle+` === "Output of an earlier run"`)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("another output", exampleTitle+` === "Output of your version"`)
	if got := browser.Eval[string](p, examplePrints); !strings.Contains(got, "1.00: 1.0000 bits") {
		t.Errorf("it prints %q", got)
	}
	p.ClickText(example+" button", "Compare")
	p.Wait("the comparison", `document.querySelectorAll(%s).length === 8`, example+" .changes :is(ins, del)")
	p.Accessible(example)

	t.Log("with a changed declaration, and its own text again")
	p.ClickText(exampleListing+" .bar button", "Reset")
	p.Wait("the tested output again", exampleTitle+` === "Output, as tested"`)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.Wait("that the output is older", exampleTitle+` === "Output of an earlier run"`)
	p.Run(exampleListing)
	p.Wait("the output of the changed code", examplePrints+".includes('0.50: 3.0000 bits')")
	p.Wait("what it is", exampleTitle+` === "Output of your version"`)
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
		{"a whole program", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(entropy.Surprise(0.5))\n}", "1\n", ""},
		{"a panic", "fmt.Println(\"before\")\nvar m map[string]int\nm[\"a\"] = 1", "before\n",
			"The program panicked: assignment to entry in nil map See line 3."},
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
				p.Wait("the end", `/^Output of your version/.test(`+exampleTitle+`)`)
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

// An example that goes on for ever shows what it prints meanwhile, and is stopped.
func TestAnExampleIsStopped(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	typed(p, "fmt.Println(\"on and on\")\nfor {\n}")
	p.Run(exampleListing)
	p.Wait("the first line", examplePrints+` === "on and on\n"`)
	p.ClickText(exampleListing+" .bar button", "Stop")
	p.Wait("the end", exampleTitle+` === "Stopped. Output until then"`)
	typed(p, "fmt.Println(2)")
	p.Run(exampleListing)
	p.Wait("the next run", examplePrints+` === "2\n"`)
}
