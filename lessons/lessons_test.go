package lessons_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/content"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/web"
)

// A lesson is a slug that names everything: text, package and address.
func TestPairing(t *testing.T) {
	var slugs []string
	for _, l := range lessons.All() {
		slugs = append(slugs, l.Slug)
		if _, err := fs.Stat(content.FS(), l.Slug+".md"); err != nil {
			t.Errorf("lesson %s has no text: %v", l.Slug, err)
		}
		if _, err := fs.Stat(lessons.Source(), l.Slug+"/lesson.go"); err != nil {
			t.Errorf("lesson %s has no lessons/%s/lesson.go", l.Slug, l.Slug)
		}
	}
	texts, err := fs.Glob(content.FS(), "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range texts {
		if !slices.Contains(slugs, strings.TrimSuffix(name, ".md")) {
			t.Errorf("content/%s belongs to no lesson of the catalogue", name)
		}
	}
}

// Every function that looks like a cell is in the lesson's list, so that none
// is written and then forgotten, and every one is shown by the text.
func TestCellsAreListedAndShown(t *testing.T) {
	for _, l := range lessons.All() {
		src, err := web.ReadSource(lessons.Source(), l.Slug)
		if err != nil {
			t.Fatal(err)
		}
		text, err := fs.ReadFile(content.FS(), l.Slug+".md")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range src.CellNames() {
			if l.Cells[name] == nil {
				t.Errorf("cell %s is missing from Cells of lessons/%s", name, l.Slug)
			}
		}
		for name := range l.Cells {
			if !strings.Contains(string(text), "cell="+name) {
				t.Errorf("content/%s.md does not show the cell %s", l.Slug, name)
			}
		}
	}
}

// forEachCell runs check in a subtest for every cell of the course.
func forEachCell(t *testing.T, check func(t *testing.T, cell func(*notebook.Cell))) {
	for _, l := range lessons.All() {
		for name, cell := range l.Cells {
			t.Run(l.Slug+"/"+name, func(t *testing.T) {
				t.Parallel()
				check(t, cell)
			})
		}
	}
}

// A cell shows something sound for every value its inputs can take: at the
// ends of every range, for every choice, and for random combinations.
func TestCellsWorkForAllInputs(t *testing.T) {
	forEachCell(t, func(t *testing.T, cell func(*notebook.Cell)) {
		first := run(t, cell, nil)
		for _, in := range first.Inputs {
			for _, v := range corners(in) {
				out := run(t, cell, map[string]string{in.Name: v})
				if !reflect.DeepEqual(declared(out), declared(first)) {
					t.Fatalf("with %s=%s the cell asks for other inputs:\n%v\n%v", in.Name, v, declared(out), declared(first))
				}
			}
		}
		rng := rand.New(rand.NewPCG(1, 2))
		for range 12 {
			inputs := map[string]string{}
			for _, in := range first.Inputs {
				inputs[in.Name] = random(rng, in)
			}
			run(t, cell, inputs)
		}
	})
}

// run runs the cell and checks what it shows.
func run(t *testing.T, cell func(*notebook.Cell), inputs map[string]string) notebook.Output {
	t.Helper()
	out := notebook.Run(cell, notebook.Options{Inputs: inputs, NoTiming: true})
	if len(out.Notices) > 0 {
		t.Errorf("with %v: %v", inputs, out.Notices)
	}
	if len(out.Events) == 0 {
		t.Errorf("with %v the cell shows nothing", inputs)
	}
	check(t, inputs, out.Events)
	return out
}

func check(t *testing.T, inputs map[string]string, events []notebook.Event) {
	t.Helper()
	for _, e := range events {
		for _, bad := range []string{"NaN", "%!", "+Inf", "-Inf"} {
			if strings.Contains(e.Text, bad) {
				t.Errorf("with %v it says %q", inputs, e.Text)
			}
		}
		if e.Kind == notebook.KindError {
			t.Logf("with %v it reports %q", inputs, e.Text)
		}
		if d := e.Drawing; d != nil && (d.Title == "" || len(d.Description) < 20) {
			t.Errorf("with %v the drawing %q is described as %q", inputs, d.Title, d.Description)
		}
		if d := e.Drawing; d != nil && strings.Contains(d.Body, "NaN") {
			t.Errorf("with %v the drawing %q holds NaN", inputs, d.Title)
		}
		if tab := e.Table; tab != nil && strings.Contains(fmt.Sprint(tab.Rows), "NaN") {
			t.Errorf("with %v the table %q holds NaN", inputs, tab.Caption)
		}
		check(t, inputs, e.Events)
		if a := e.Animation; a != nil {
			for _, frame := range a.Frames {
				check(t, inputs, frame)
			}
		}
	}
}

// declared is what a cell asks for, without the answers. The length of an
// animation may follow its inputs.
func declared(out notebook.Output) []notebook.Input {
	inputs := slices.Clone(out.Inputs)
	for i := range inputs {
		inputs[i].Value = ""
		if inputs[i].Kind == notebook.InputFrame {
			inputs[i].Range, inputs[i].Default = notebook.Range{}, ""
		}
	}
	return inputs
}

// corners returns the values of an input most likely to cause trouble.
func corners(in notebook.Input) []string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options
	case notebook.InputCheckbox:
		return []string{"on", "off"}
	case notebook.InputButtons:
		var all []string
		for i := range in.Options {
			one := strconv.Itoa(i)
			all = append(all, one, strings.TrimSuffix(strings.Repeat(one+".", in.Limit), "."))
		}
		return all
	}
	return []string{number(in.Range.Min), number(in.Range.Max)}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func random(rng *rand.Rand, in notebook.Input) string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options[rng.IntN(len(in.Options))]
	case notebook.InputCheckbox:
		return []string{"on", "off"}[rng.IntN(2)]
	case notebook.InputButtons:
		var presses []string
		for range rng.IntN(in.Limit + 1) {
			presses = append(presses, strconv.Itoa(rng.IntN(len(in.Options))))
		}
		return strings.Join(presses, ".")
	}
	return number(in.Range.Snap(in.Range.Min + rng.Float64()*(in.Range.Max-in.Range.Min)))
}

// The same inputs give the same outputs, to the byte: prose and pictures may
// rely on it, and results may be kept.
func TestCellsAreDeterministic(t *testing.T) {
	forEachCell(t, func(t *testing.T, cell func(*notebook.Cell)) {
		opts := notebook.Options{AllFrames: true, NoTiming: true}
		a, errA := json.Marshal(notebook.Run(cell, opts))
		b, errB := json.Marshal(notebook.Run(cell, opts))
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if string(a) != string(b) {
			t.Error("two runs with the same inputs differ")
		}
		if frames := len(a); frames > 3<<20 {
			t.Errorf("all frames together are %d KB", frames>>10)
		}
	})
}

// BenchmarkCells runs every cell once at its defaults: what a slider step
// costs without a cache.
func BenchmarkCells(b *testing.B) {
	for _, l := range lessons.All() {
		for _, name := range slices.Sorted(maps.Keys(l.Cells)) {
			b.Run(l.Slug+"/"+name, func(b *testing.B) {
				for b.Loop() {
					notebook.Run(l.Cells[name], notebook.Options{})
				}
			})
		}
	}
}
