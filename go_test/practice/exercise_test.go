package practice

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/lessons"
	"abacus/lessons/notebook/exercise"
)

func TestAnExerciseTellsTheSlip(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	if got := p.Check(course.YourGini); !strings.Contains(got, "Not yet: YourGini([4, 4]) should give 0.5 and gives 0") {
		t.Errorf("of the stub the check says %q", got)
	}
	if got := browser.Eval[string](p, `getComputedStyle(document.querySelector(%s + " .outputs tr.mark")).display`, course.YourGini); got != "table-row" {
		t.Errorf("the row that failed is laid out as %q", got)
	}
	if got := p.State(course.YourGini); got != "tried" {
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
	p.Rewrite(course.YourGini, wrong)
	if got := p.Check(course.YourGini); !strings.Contains(got, "The impurity is 1 minus that") {
		t.Errorf("the sum of squares is not recognized: %q", got)
	}
	p.Rewrite(course.YourGini, strings.Replace(wrong, "return alike", "for {\n\t}", 1))
	if got := p.Check(course.YourGini); !strings.Contains(got, "Not yet, at YourGini([4, 4]): The program was stopped") {
		t.Errorf("of an endless loop the check says %q", got)
	}
	p.Rewrite(course.YourGini, strings.Replace(wrong, "[]int", "[]string", 1))
	browser.Eval[bool](p, `(document.querySelector(%s).querySelector("button.run").click(), true)`, course.YourGini)
	p.Wait("the reason", `document.querySelector(%s).querySelector(".outputs .error")`, course.YourGini)
	if got := p.Text(course.YourGini + " .outputs"); !strings.Contains(got, "does not compile") && !strings.Contains(got, "keep the name, the parameters and the results") {
		t.Errorf("of another signature the check says %q", got)
	}
}

func TestHintsComeOneByOneAndTheSolutionAsksTwice(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	const shown = `[...document.querySelectorAll("#exercise-YourGini > .hint")].filter(h => h.checkVisibility()).length`
	press := func(selector string) {
		t.Helper()
		browser.Eval[bool](p, "(document.querySelector(%s).click(), true)", selector)
	}
	if n := browser.Eval[int](p, shown); n != 1 {
		t.Errorf("%d hints are shown at first", n)
	}
	press(course.YourGini + " > .hint > summary")
	p.Wait("the second hint", shown+" === 2")
	press(course.YourGini + " > .solution > summary")
	if browser.Eval[bool](p, `document.querySelector("#exercise-YourGini > .solution").open`) {
		t.Error("the solution shows without a question")
	}
	press(course.YourGini + " > .solution > summary")
	p.Wait("the solution", `document.querySelector("#exercise-YourGini > .solution").open`)
	if browser.Eval[bool](p, `document.querySelector("#exercise-YourGini > .done").checkVisibility()`) {
		t.Error("what follows the exercise shows before it is solved")
	}
}

func TestAQuestionIsAnswered(t *testing.T) {
	t.Parallel()
	const three = "#exercise-ThreeClasses"
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	answer := func(text string) string {
		t.Helper()
		browser.Eval[bool](p, `(() => { const i = document.querySelector(%s).querySelector("input[type=text]"); i.value = %s; return i.dispatchEvent(new Event("input", {bubbles: true})); })()`, three, text)
		return p.Check(three)
	}
	if got := answer("22/64"); !strings.Contains(got, "The impurity is 1 minus that") {
		t.Errorf("to 22/64 the check says %q", got)
	}
	if got := answer("0,656"); !strings.Contains(got, "Correct") || p.State(three) != "done" {
		t.Errorf("to 0,656 the check says %q", got)
	}
	p.Wait("what follows", `document.querySelector("#exercise-ThreeClasses > .done").open`)

	t.Log("the answer and the progress survive a reload")
	p.Open("/lessons/gini")
	p.Wait("the answer", `document.querySelector("#exercise-ThreeClasses input[type=text]").value === "0,656"`)
	if got := p.State(three); got != "done" {
		t.Errorf("after a reload the exercise is %q", got)
	}
}

func TestQuestionsWorkWithoutScripts(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.URL(t))
	p.WithoutScripts()
	p.Open("/lessons/gini?CheckThreeClasses.answer=21/32")
	if got := p.Text("#exercise-ThreeClasses .verdict"); got != "Correct: 0.656." {
		t.Errorf("the verdict is %q", got)
	}
}

// The solutions that a page shows pass their checks in the learner's browser, of
// Go and of SQL, and the exercises are clean for screen readers when they have.
func TestSolutionsPassInTheBrowser(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	for _, l := range lessons.All() {
		if l.Slug != "tables" && l.Slug != "gini" {
			continue // TestSolutionsPass does them, without a browser
		}
		p.Sub(l.Slug, func(t *testing.T) {
			p.Open("/lessons/" + l.Slug)
			for name, e := range l.Exercises {
				place := "#exercise-" + name
				if c, ok := e.(exercise.Checker); ok && c.Answer() != "" {
					continue // a question, which the tests of the lesson answer
				}
				solution := `document.querySelector(%s + " > .solution code").textContent.trimEnd()`
				p.Rewrite(place, browser.Eval[string](p, solution, place))
				if got := p.Check(place); p.State(place) != "done" {
					t.Errorf("%s: the solution does not pass: %s", name, got)
				}
			}
			p.Accessible(".exercise")
		})
	}
}

// An exercise may call the function of another one; then that comes along, and
// nothing else the reader has changed does.
func TestAnExerciseCallsAnother(t *testing.T) {
	t.Parallel()
	const weighted = "#exercise-YourWeighted"
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	p.Rewrite(weighted, `func YourWeighted(parts [][]int) float64 {
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
	if got := p.Check(weighted); !strings.Contains(got, "It calls YourGini, which is not solved yet.") {
		t.Errorf("with an unsolved YourGini the check says %q", got)
	}
	solution := browser.Eval[string](p, `document.querySelector("#exercise-YourGini > .solution code").textContent.trimEnd()`)
	p.Rewrite(course.YourGini, solution)
	p.Edit(`.listing[data-source="Gini"]`, "differ := 0.0", "differ := 1000.0")
	if got := p.Check(weighted); p.State(weighted) != "done" {
		t.Errorf("with the right YourGini and a spoilt Gini the check says %q", got)
	}
}

// A keyboard is enough: reach the code, write, check, hear the verdict, leave,
// open a hint.
func TestAnExerciseByKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	solution := browser.Eval[string](p, `document.querySelector("#exercise-YourGini > .solution code").textContent.trimEnd()`)
	browser.Eval[bool](p, `(document.querySelector("#exercise-YourGini pre").focus(), true)`) // where the Tab key stops
	p.Wait("the keyboard in the editor", `document.activeElement.matches("#exercise-YourGini .cm-content")`)
	p.Press("a", kb.ModifierCtrl)
	browser.Send(p, input.InsertText, input.InsertTextParams{Text: solution})
	p.Press("\r", kb.ModifierCtrl)
	p.Wait("the verdict, where screen readers hear it", `document.querySelector("#exercise-YourGini [aria-live] .verdict.passed")`)
	if !browser.Eval[bool](p, `document.activeElement.matches("#exercise-YourGini .cm-content")`) {
		t.Error("the verdict took the keyboard out of the editor")
	}
	p.Press(kb.Escape)
	p.Press("\t")
	if got := browser.Eval[string](p, "document.activeElement.textContent"); got != "Check" {
		t.Errorf("Tab leads from the editor to %q, want Check", got)
	}
	for range 5 {
		p.Press("\t")
		if browser.Eval[bool](p, `document.activeElement.matches("#exercise-YourGini > .hint > summary")`) {
			break
		}
	}
	p.Press("\r")
	p.Wait("the hint", `document.querySelector("#exercise-YourGini > .hint").open`)
}
