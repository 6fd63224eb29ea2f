package editing

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Run is pressed again while an example runs, and the text is changed meanwhile.
func TestAnExampleIsRunAgainWhileItRuns(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	typed(p, onAndOn)
	p.Run(exampleListing)
	p.Wait("a number", `/^\d+\n$/.test(`+examplePrints+`)`)
	first := browser.Eval[string](p, examplePrints)
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("another number", `/^\d+\n$/.test(`+examplePrints+`) && `+examplePrints+` !== %s`, first)

	t.Log("what it prints in the end is not that of the text as it is now")
	typed(p, "t := time.Now()\nfor time.Since(t) < 300*time.Millisecond {\n}\nfmt.Println(2)")
	p.Run(exampleListing)
	p.Wait("that it runs", course.ExampleTitle+` === "Output so far"`)
	typed(p, "fmt.Println(3)")
	p.Wait("its output", examplePrints+` === "2\n"`)
	p.Wait("whose it is", course.ExampleTitle+` === "Output of an earlier run"`)
}

// A link with several examples runs them all, one after the other. To reset the
// lesson's code leaves them as they are.
func TestSeveralExamplesFromALink(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	p := browser.NewPage(t, url)
	p.Open("/lessons/knn")
	link := browser.Eval[string](p, `(async () => {
		const { pack } = await import(new URL("./program/share-link.js", document.querySelector("script[type=module]").src));
		const examples = [...document.querySelectorAll(".example[data-example]")].slice(0, 2);
		const names = examples.map((e) => e.dataset.example);
		return pack(names.map((declaration) => ({ declaration, text: "fmt.Println(\"from afar\")" })), []);
	})()`)
	p.Open("/lessons/knn" + link)
	course.OnBench(p, "Use them")
	p.Wait("both outputs", `[...document.querySelectorAll(".example pre.text")]
		.filter((e) => e.textContent === "from afar\n").length === 2`)
	p.Wait("whose they are", `[...document.querySelectorAll(".output-title")]
		.filter((e) => e.textContent === "Output of your version").length === 2`)
}

// Nothing makes no link.
func TestSharingNothing(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.ClickText(exampleListing+" button", "Edit")
	p.Wait("the button", `[...document.querySelectorAll(%s)].some(b => b.textContent === "Share")`,
		exampleListing+" .bar button")
	p.InBar(exampleListing, "Share")
	p.Wait("what is wrong", browser.BenchSays+`.startsWith("There is nothing to share yet")`)
	text := "fmt.Println(\"mine\")"
	typed(p, text)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	p.ClickText(".bench button", "Reset all")
	p.Wait("the lesson's code", browser.BenchSays+`.startsWith("No edits")`)
	if got := p.Text(exampleListing + " .cm-content"); !strings.Contains(got, "mine") {
		t.Errorf("to reset the lesson's code left %q of an example", got)
	}
}
