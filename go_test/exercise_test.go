package gotest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/lessons"
	"abacus/lessons/notebook/exercise"
)

// rewrite puts a text in the place of what an element's editor holds, as a
// person does who selects all and types.
func (p *page) rewrite(editable, text string) {
	p.t.Helper()
	eval[bool](p, `(async () => {
		const e = document.querySelector(%s);
		e.scrollIntoView({ block: "center", behavior: "instant" });
		if (!e.querySelector(".cm-content")) e.querySelector(".edit, textarea").focus();
		e.querySelector(".edit:not([hidden])")?.click();
		return true;
	})()`, editable)
	p.wait("an editor", "document.querySelector(%s + ' .cm-content')", editable)
	eval[bool](p, "(document.querySelector(%s + ' .cm-content').focus(), true)", editable)
	p.wait("the keyboard in the editor", "document.querySelector(%s + ' .cm-editor.cm-focused')", editable)
	p.press("a", kb.ModifierCtrl)
	send(p, input.InsertText, input.InsertTextParams{Text: text})
}

// check presses an exercise's button and returns what its verdict says.
func (p *page) check(exercise string) string {
	p.t.Helper()
	eval[bool](p, `(() => {
		const e = document.querySelector(%s);
		delete e.dataset.heard;
		e.addEventListener("answered", () => (e.dataset.heard = ""), { once: true });
		e.querySelector("button.run").click();
		return true;
	})()`, exercise)
	p.wait("a verdict", "document.querySelector(%s + '[data-heard]')", exercise)
	return p.text(exercise + " .outputs")
}

// state is what the page holds an exercise for.
func (p *page) state(exercise string) string {
	p.t.Helper()
	return eval[string](p, "document.querySelector(%s).dataset.state ?? ''", exercise)
}

const yourGini = "#exercise-YourGini"

func TestAnExerciseTellsTheSlip(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.open("/lessons/gini")
	if got := p.check(yourGini); !strings.Contains(got, "Not yet: YourGini([4, 4]) should give 0.5 and gives 0") {
		t.Errorf("of the stub the check says %q", got)
	}
	if got := eval[string](p, `getComputedStyle(document.querySelector(%s + " .outputs tr.mark")).display`, yourGini); got != "table-row" {
		t.Errorf("the row that failed is laid out as %q", got)
	}
	if got := p.state(yourGini); got != "tried" {
		t.Errorf("the exercise is %q, want tried", got)
	}
	const wrong = `func YourGini(counts []int) float64 {
	total, alike := 0.0, 0.0
	for _, n := range counts {
		total += float64(n)
	}
	for _, n := range counts {
		alike += float64(n) / total * float64(n) / total
	}
	return alike
}`
	p.rewrite(yourGini, wrong)
	if got := p.check(yourGini); !strings.Contains(got, "The impurity is what is left to 1") {
		t.Errorf("the sum of squares is not recognized: %q", got)
	}
	p.rewrite(yourGini, strings.Replace(wrong, "return alike", "for {\n\t}", 1))
	if got := p.check(yourGini); !strings.Contains(got, "Not yet, at YourGini([4, 4]): The program was stopped") {
		t.Errorf("of an endless loop the check says %q", got)
	}
	p.rewrite(yourGini, strings.Replace(wrong, "[]int", "[]string", 1))
	eval[bool](p, `(document.querySelector(%s).querySelector("button.run").click(), true)`, yourGini)
	p.wait("the reason", `document.querySelector(%s).querySelector(".outputs .error")`, yourGini)
	if got := p.text(yourGini + " .outputs"); !strings.Contains(got, "does not compile") && !strings.Contains(got, "leave the name, the arguments and the result") {
		t.Errorf("of another signature the check says %q", got)
	}
}

func TestHintsComeOneByOneAndTheSolutionAsksTwice(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.open("/lessons/gini")
	const shown = `[...document.querySelectorAll("#exercise-YourGini > .hint")].filter(h => h.checkVisibility()).length`
	press := func(selector string) {
		t.Helper()
		eval[bool](p, "(document.querySelector(%s).click(), true)", selector)
	}
	if n := eval[int](p, shown); n != 1 {
		t.Errorf("%d hints are shown at first", n)
	}
	press(yourGini + " > .hint > summary")
	p.wait("the second hint", shown+" === 2")
	press(yourGini + " > .solution > summary")
	if eval[bool](p, `document.querySelector("#exercise-YourGini > .solution").open`) {
		t.Error("the solution shows without a question")
	}
	press(yourGini + " > .solution > summary")
	p.wait("the solution", `document.querySelector("#exercise-YourGini > .solution").open`)
	if eval[bool](p, `document.querySelector("#exercise-YourGini > .done").checkVisibility()`) {
		t.Error("what follows the exercise shows before it is solved")
	}
}

func TestAQuestionIsAnswered(t *testing.T) {
	const three = "#exercise-ThreeClasses"
	p := visitWorkshop(t, "go")
	p.open("/lessons/gini")
	answer := func(text string) string {
		t.Helper()
		eval[bool](p, `(() => { const i = document.querySelector(%s).querySelector("input[type=text]"); i.value = %s; return i.dispatchEvent(new Event("input", {bubbles: true})); })()`, three, text)
		return p.check(three)
	}
	if got := answer("22/64"); !strings.Contains(got, "The impurity is what is left to 1") {
		t.Errorf("to 22/64 the check says %q", got)
	}
	if got := answer("0,656"); !strings.Contains(got, "Correct") || p.state(three) != "done" {
		t.Errorf("to 0,656 the check says %q", got)
	}
	p.wait("what follows", `document.querySelector("#exercise-ThreeClasses > .done").open`)

	t.Log("the answer and the progress survive a reload")
	p.open("/lessons/gini")
	p.wait("the answer", `document.querySelector("#exercise-ThreeClasses input[type=text]").value === "0,656"`)
	if got := p.state(three); got != "done" {
		t.Errorf("after a reload the exercise is %q", got)
	}
}

func TestQuestionsWorkWithoutScripts(t *testing.T) {
	p := newPage(t, courseURL(t))
	p.withoutScripts()
	p.open("/lessons/gini?CheckThreeClasses.answer=21/32")
	if got := p.text("#exercise-ThreeClasses .verdict"); got != "Correct: 0.656." {
		t.Errorf("the verdict is %q", got)
	}
}

// Every solution that the page shows passes its check, in the learner's
// browser, and is clean for screen readers when it has.
func TestSolutionsPassInTheBrowser(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.patience = 4 * patience
	for _, l := range lessons.All() {
		if len(l.Exercises) == 0 {
			continue
		}
		p.sub(l.Slug, func(t *testing.T) {
			p.open("/lessons/" + l.Slug)
			for name, e := range l.Exercises {
				place := "#exercise-" + name
				if c, ok := e.(exercise.Checker); ok && c.Answer() != "" {
					continue // a question, which package lessons answers
				}
				p.rewrite(place, eval[string](p, `document.querySelector(%s + " > .solution code").textContent.trimEnd()`, place))
				if got := p.check(place); p.state(place) != "done" {
					t.Errorf("%s: the solution does not pass: %s", name, got)
				}
			}
			p.do(chromedp.Evaluate[chromedp.Void](axe))
			for _, v := range p.runAxe(`{}`) {
				t.Error(v)
			}
		})
	}
}

// An exercise may call the function of another one; then that comes along, and
// nothing else the reader has changed does.
func TestAnExerciseCallsAnother(t *testing.T) {
	const weighted = "#exercise-YourWeighted"
	p := visitWorkshop(t, "go")
	p.open("/lessons/gini")
	p.rewrite(weighted, `func YourWeighted(parts [][]int) float64 {
	total, sum := 0, 0.0
	for _, part := range parts {
		n := 0
		for _, c := range part {
			n += c
		}
		total += n
		sum += float64(n) * YourGini(part)
	}
	return sum / float64(total)
}`)
	if got := p.check(weighted); !strings.Contains(got, "It calls YourGini, which is not solved yet.") {
		t.Errorf("with an unsolved YourGini the check says %q", got)
	}
	solution := eval[string](p, `document.querySelector("#exercise-YourGini > .solution code").textContent.trimEnd()`)
	p.rewrite(yourGini, solution)
	p.edit(`.listing[data-source="Gini"]`, "differ := 0.0", "differ := 1000.0")
	if got := p.check(weighted); p.state(weighted) != "done" {
		t.Errorf("with the right YourGini and a spoilt Gini the check says %q", got)
	}
}

// A keyboard is enough: reach the code, write, check, hear the verdict, leave,
// open a hint.
func TestAnExerciseByKeyboardAlone(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.open("/lessons/gini")
	solution := eval[string](p, `document.querySelector("#exercise-YourGini > .solution code").textContent.trimEnd()`)
	eval[bool](p, `(document.querySelector("#exercise-YourGini pre").focus(), true)`) // where the Tab key stops
	p.wait("the keyboard in the editor", `document.activeElement.matches("#exercise-YourGini .cm-content")`)
	p.press("a", kb.ModifierCtrl)
	send(p, input.InsertText, input.InsertTextParams{Text: solution})
	p.press("\r", kb.ModifierCtrl)
	p.wait("the verdict, where screen readers hear it", `document.querySelector("#exercise-YourGini [aria-live] .verdict.passed")`)
	if !eval[bool](p, `document.activeElement.matches("#exercise-YourGini .cm-content")`) {
		t.Error("the verdict took the keyboard out of the editor")
	}
	p.press(kb.Escape)
	p.press("\t")
	if got := eval[string](p, "document.activeElement.textContent"); got != "Check" {
		t.Errorf("Tab leads from the editor to %q, want Check", got)
	}
	for range 5 {
		p.press("\t")
		if eval[bool](p, `document.activeElement.matches("#exercise-YourGini > .hint > summary")`) {
			break
		}
	}
	p.press("\r")
	p.wait("the hint", `document.querySelector("#exercise-YourGini > .hint").open`)
}
