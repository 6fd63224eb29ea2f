package lessons_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"abacus/content"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/web"
)

// The page runs a check by name, also in the learner's program, so it must be
// a function of the lesson. Every exercise is on the page.
func TestChecksAreDeclaredAndShown(t *testing.T) {
	for _, l := range lessons.All() {
		src, err := web.ReadSource(os.DirFS("."), l.Slug)
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(content.FS(), l.Slug+".md")
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Exercises) < 2 {
			t.Errorf("lesson %s has %d exercises, want at least 2", l.Slug, len(l.Exercises))
		}
		for name, e := range l.Exercises {
			_, isCell := e.(exercise.Checker)
			if check := exercise.CheckName(name); isCell && !slices.Contains(src.CellNames(), check) {
				t.Errorf("lessons/%s has no func %s(nb *notebook.Cell)", l.Slug, check)
			}
			if !regexp.MustCompile(`(exercise|quiz)=` + name + `\b`).Match(text) {
				t.Errorf("content/%s.md does not show the exercise %s", l.Slug, name)
			}
		}
	}
}

// Every solution passes, every stub fails, and every likely slip fails with
// its own hint.
func TestExercises(t *testing.T) {
	for _, l := range lessons.All() {
		for name, e := range l.Exercises {
			c, ok := e.(exercise.Checker)
			if !ok {
				continue // SQL is tried in package server
			}
			t.Run(l.Slug+"/"+name, func(t *testing.T) {
				t.Parallel()
				slips := 0
				for _, trial := range c.Trials() {
					try(t, trial)
					if trial.Mention != "" {
						slips++
					}
				}
				if slips < 3 {
					t.Errorf("only %d likely slips are known, want at least 3", slips)
				}
			})
		}
	}
}

// try holds a check to the verdict that is due.
func try(t *testing.T, trial exercise.Trial) {
	t.Helper()
	out := notebook.Run(trial.Check, notebook.Options{Inputs: trial.Inputs})
	verdicts, passed, says := 0, false, ""
	for _, e := range out.Events {
		if e.Kind == notebook.KindVerdict {
			verdicts++
			passed = e.Passed
		}
		says += e.Text + "\n"
	}
	if len(out.Notices) > 0 {
		t.Errorf("%s: the inputs are not taken: %v", trial.Name, out.Notices)
	}
	want := 1
	if trial.Name == exercise.Nothing {
		want = 0
	}
	if verdicts != want {
		t.Errorf("%s: there are %d verdicts, want %d", trial.Name, verdicts, want)
	}
	if passed != trial.Passes {
		t.Errorf("%s: passed is %v, want %v:\n%s", trial.Name, passed, trial.Passes, says)
	}
	if !strings.Contains(says, trial.Mention) {
		t.Errorf("%s: the check should say %q, and says\n%s", trial.Name, trial.Mention, says)
	}
}
