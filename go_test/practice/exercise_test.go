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
		t.Errorf("for the stub the check says %q", got)
	}
	display := browser.Eval[string](p,
		`getComputedStyle(document.querySelector(%s + " .outputs tr.mark")).display`, course.YourGini)
	if display != "table-row" {
		t.Errorf("the row that failed is displayed as %q", display)
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
		t.Errorf("for the sum of squares the check says %q", got)
	}
	p.Rewrite(course.YourGini, strings.Replace(wrong, "return alike", "for {\n\t}", 1))
	if got := p.Check(course.YourGini); !strings.Contains(got, "Not yet, at YourGini([4, 4]): The program was stopped") {
		t.Errorf("for an endless loop the check says %q", got)
	}
	// What the code prints is its own affair, even without an end of line.
	third := strings.Replace(wrong, "total, alike := 0.0, 0.0", "fmt.Print(\"x \")\n\tif calls++; calls == 3 "+
		"{\n\t\tfor {\n\t\t}\n\t}\n"+
		"\ttotal, alike := 0.0, 0.0", 1) + "\n\nvar calls int"
	third = strings.Replace(third, "return alike", "return 1 - alike", 1)
	p.Rewrite(course.YourGini, third)
	if got := p.Check(course.YourGini); !strings.Contains(got, "Not yet, at YourGini([3, 3, 2]): The program was "+
		"stopped") {
		t.Errorf("for an endless loop in the third call the check says %q", got)
	}
	if got := p.Text(course.YourGini + " .outputs pre.text"); got != "x x x" {
		t.Errorf("as the code's output the check shows %q", got)
	}
	p.Rewrite(course.YourGini, strings.Replace(wrong, "[]int", "[]string", 1))
	browser.Eval[bool](p, `(document.querySelector(%s).querySelector("button.run").click(), true)`, course.YourGini)
	p.Wait("the reason", `document.querySelector(%s).querySelector(".outputs .error")`, course.YourGini)
	got := p.Text(course.YourGini + " .outputs")
	if !strings.Contains(got, "does not compile") &&
		!strings.Contains(got, "keep the name, the parameters and the results") {
		t.Errorf("for another signature the check says %q", got)
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
		t.Errorf("at first %d hints are shown, want 1", n)
	}
	press(course.YourGini + " > .hint > summary")
	p.Wait("the second hint", shown+" === 2")
	press(course.YourGini + " > .solution > summary")
	if browser.Eval[bool](p, `document.querySelector("#exercise-YourGini > .solution").open`) {
		t.Error("the solution shows without a second click")
	}
	press(course.YourGini + " > .solution > summary")
	p.Wait("the solution", `document.querySelector("#exercise-YourGini > .solution").open`)
	if browser.Eval[bool](p, `document.querySelector("#exercise-YourGini > .done").checkVisibility()`) {
		t.Error("what follows the exercise shows before the exercise is solved")
	}
}

func TestAQuestionIsAnswered(t *testing.T) {
	t.Parallel()
	const three = "#exercise-ThreeClasses"
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	answer := func(text string) string {
		t.Helper()
		p.SetInput(three+" input[type=text]", text)
		return p.Check(three)
	}
	if got := answer("22/64"); !strings.Contains(got, "The impurity is 1 minus that") {
		t.Errorf("for 22/64 the check says %q", got)
	}
	if got := answer("0,656"); !strings.Contains(got, "Correct") || p.State(three) != "done" {
		t.Errorf("for 0,656 the check says %q", got)
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

// The solutions that a page shows, in Go and in SQL, pass their checks in the
// learner's browser, after which the exercises are still accessible.
func TestSolutionsPassInTheBrowser(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	for _, l := range lessons.All() {
		if l.Slug != "tables" && l.Slug != "gini" {
			continue // TestSolutionsPass tests them without a browser
		}
		p.Sub(l.Slug, func(t *testing.T) {
			p.Open("/lessons/" + l.Slug)
			for name, e := range l.Exercises {
				place := "#exercise-" + name
				if c, ok := e.(exercise.Checker); ok && c.Answer() != "" {
					continue // a question, which the lesson's tests answer
				}
				p.Rewrite(place, p.Solution(place))
				if got := p.Check(place); p.State(place) != "done" {
					t.Errorf("%s: the solution does not pass: %s", name, got)
				}
			}
			p.Accessible(".exercise")
		})
	}
}

// An exercise may call the function of another exercise. The check then includes
// that function, but nothing else that the reader has changed.
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
	p.Rewrite(course.YourGini, p.Solution(course.YourGini))
	p.Edit(`.listing[data-source="Gini"]`, "differ := 0.0", "differ := 1000.0")
	if got := p.Check(weighted); p.State(weighted) != "done" {
		t.Errorf("with a correct YourGini and a broken Gini the check says %q", got)
	}
}

// With the keyboard alone: reach the code, write, check, hear the verdict, leave,
// and open a hint.
func TestAnExerciseByKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Open("/lessons/gini")
	solution := p.Solution(course.YourGini)
	// The Tab key stops at the listing.
	browser.Eval[bool](p, `(document.querySelector("#exercise-YourGini pre").focus(), true)`)
	p.Wait("the keyboard in the editor", `document.activeElement.matches("#exercise-YourGini .cm-content")`)
	p.Press("a", kb.ModifierCtrl)
	browser.Send(p, input.InsertText, input.InsertTextParams{Text: solution})
	p.Press("\r", kb.ModifierCtrl)
	p.Wait("the verdict, where screen readers hear it",
		`document.querySelector("#exercise-YourGini [aria-live] .verdict.passed")`)
	if !browser.Eval[bool](p, `document.activeElement.matches("#exercise-YourGini .cm-content")`) {
		t.Error("the verdict took the focus out of the editor")
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
