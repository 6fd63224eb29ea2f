package serving

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// newLesson runs the program to write the start of a lesson, and returns its file
// and text.
func newLesson(t *testing.T) (file, text string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "mine", "first.md")
	if _, stderr, status := run(t, "new", file); status != 0 {
		t.Fatal("new: ", stderr)
	}
	start, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, stderr, status := run(t, "new", file); status == 0 || !strings.Contains(stderr, "nothing was changed") {
		t.Errorf("new over an existing file exits with %d and says %q", status, stderr)
	}
	return file, string(start)
}

// A teacher writes a lesson: its cells run in the browser, its exercises are
// checked, and the page shows what is saved, including mistakes.
func TestALessonOfOnesOwn(t *testing.T) {
	t.Parallel()
	file, text := newLesson(t)
	r := course.Start(t, t.TempDir(), "-content", filepath.Dir(file))
	r.Logs("the compiler to be made ready", "code can be changed")
	p := browser.NewPage(t, r.URL)
	p.Expect("ERR_") // the page listens to the server until the server ends
	p.Open("/lessons/first")
	const cell = "#cell-Outlier"
	browser.Eval[bool](p, `(document.querySelector(%s).scrollIntoView(), true)`, cell)
	const says = `document.querySelector(%s).textContent.includes(%s)`
	p.Wait("the cell to run", says, cell+" .outputs", "The mean is 1.66 m.")
	p.SetInput(cell+" input[type=range]", "2.5")
	p.Wait("the cell to follow its slider", says, cell+" .outputs", "The mean is 1.80 m.")
	p.Accessible()

	const exercise = "#exercise-Range"
	if got := p.Check(exercise); !strings.Contains(got, "Not yet: Range([3, 1, 2]) should give 2 and gives 0") {
		t.Errorf("for the stub the check says %q", got)
	}
	p.Rewrite(exercise, "func Range(data []float64) float64 { return slices.Max(data) }")
	if got := p.Check(exercise); !strings.Contains(got, "That is the largest value alone.") {
		t.Errorf("for the mistake that the lesson anticipates the check says %q", got)
	}
	p.Rewrite(exercise, "func Range(data []float64) float64 { return slices.Max(data) - slices.Min(data) }")
	if got := p.Check(exercise); !strings.Contains(got, "Correct") {
		t.Errorf("for the solution the check says %q", got)
	}

	save(t, file, strings.Replace(text, "floats.Sum(data) /", "total(data) /", 1))
	line := 1 + strings.Count(text[:strings.Index(text, "floats.Sum(data) /")], "\n")
	p.Wait("the page to say what is wrong", `document.querySelector(".broken")?.textContent.includes("undefined: total")`)
	p.Accessible()
	const name = "mine/first.md:"
	at := p.Text(".broken code")
	if !strings.HasPrefix(at, name) || !strings.HasSuffix(at, ":"+strconv.Itoa(line)) {
		t.Errorf("the page reports the mistake at %s, want %s%d", at, name, line)
	}
	if page := course.Ask(t, "GET", r.URL+"/lessons/entropy", ""); !strings.Contains(page, "data-cell=") {
		t.Error("another lesson is broken too")
	}
	save(t, file, strings.Replace(text, "## Text", "## Saved again", 1))
	p.Wait("the mended lesson", `document.querySelector("article.lesson")?.textContent.includes("Saved again")`)
}

func TestCheckingLessonsOfOnesOwn(t *testing.T) {
	t.Parallel()
	file, text := newLesson(t)
	browser.NewPage(t, "") // skips where there is no browser
	stdout, stderr, status := run(t, "check", filepath.Dir(file))
	if status != 0 || !strings.Contains(stdout, "all as they should be") {
		t.Fatalf("check of what new writes exits with %d and says:\n%s%s", status, stdout, stderr)
	}
	wrong := strings.NewReplacer(
		"nb.Say(", "_ = heights[len(heights)]\n\tnb.Say(",
		"return slices.Max(data)\n", "return slices.Max(data) - slices.Min(data)\n",
		"> 2: That is", "> 3.001: That is",
	).Replace(text)
	save(t, file, wrong)
	stdout, stderr, status = run(t, "check", filepath.Dir(file))
	if status != 1 || !strings.Contains(stderr, "problem") {
		t.Errorf("check exits with %d and says %q", status, stderr)
	}
	for _, want := range []struct{ block, says string }{
		{"```go cell=Outlier", "the cell Outlier fails: The program panicked: runtime error: index out of range"},
		{"> ```go wrong", "the wrong answer to Range passes"},
		{"> ```number", `the answer "That is the median, the value in the middle." to MeanByHand passes`},
	} {
		at := file + ":" + strconv.Itoa(1+strings.Count(wrong[:strings.Index(wrong, "\n"+want.block)+1], "\n")) + ": "
		if !strings.Contains(stdout, at+want.says) {
			t.Errorf("check does not say %q but\n%s", at+want.says, stdout)
		}
	}
}
