package descent

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"abacus/lessons/notebook"
)

// Every cell works at every end of every input, and shows neither an error nor
// something that is not a number.
func TestCellsAtTheEnds(t *testing.T) {
	for name, cell := range Cells() {
		t.Run(name, func(t *testing.T) {
			first := notebook.Run(cell, notebook.Options{})
			for _, inputs := range append(ends(first.Inputs), nil) {
				out := notebook.Run(cell, notebook.Options{Inputs: inputs})
				sound(t, out.Events, inputs)
				if len(out.Notices) > 0 {
					t.Errorf("inputs %v: %v", inputs, out.Notices)
				}
			}
		})
	}
}

// All frames of all animations are sound, at most 60 and small.
func TestFrames(t *testing.T) {
	for name, cell := range Cells() {
		out := notebook.Run(cell, notebook.Options{AllFrames: true})
		sound(t, out.Events, nil)
		for _, e := range out.Events {
			if e.Animation == nil {
				continue
			}
			if n := e.Animation.Count; n > 60 || n != len(e.Animation.Frames) {
				t.Errorf("%s: %d frames", name, n)
			}
			for i, frame := range e.Animation.Frames {
				if size := len(encode(t, frame)); size > 40_000 {
					t.Errorf("%s: frame %d has %d bytes", name, i, size)
				}
			}
		}
	}
}

// Equal inputs give equal outputs.
func TestCellsAreDeterministic(t *testing.T) {
	for name, cell := range Cells() {
		a := encode(t, notebook.Run(cell, notebook.Options{}))
		b := encode(t, notebook.Run(cell, notebook.Options{}))
		if a != b {
			t.Errorf("%s differs from run to run", name)
		}
	}
}

// Contour lines lie where they say: the loss along each is its height above
// the minimum.
func TestContourLines(t *testing.T) {
	for _, name := range []string{terrainRosenbrock, terrainBowl, terrainFit} {
		terrain, err := newTerrain(name)
		if err != nil {
			t.Fatal(err)
		}
		near(t, name+" minimum", terrain.Value(terrain.minimum), terrain.lowest, 1e-12)
		for _, height := range terrain.heights {
			for angle := 0.0; angle < 6; angle += 0.5 {
				x, y := terrain.ring(height, angle)
				near(t, name, terrain.Value([]float64{x, y})-terrain.lowest, height, 1e-9*height)
			}
		}
	}
	if _, err := newTerrain("moon"); err == nil {
		t.Error("there is a terrain on the moon")
	}
}

// The numbers the lesson quotes.
func TestQuotedValues(t *testing.T) {
	for _, test := range []struct{ cell, value, want string }{
		{"Tangent", "x25", "0.2969"},
		{"Tangent", "x1", "0.2350"},
		{"BowlPath", "rate", "0.18"},
		{"BowlPath", "steepFactor", "−0.8"},
		{"Phase", "best", "0.182"},
	} {
		out := notebook.Run(Cells()[test.cell], notebook.Options{})
		if got := out.Values[test.value]; got != test.want {
			t.Errorf("%s.%s = %q, want %q", test.cell, test.value, got, test.want)
		}
	}
}

// What the answers to the practice questions say.
func TestAnswers(t *testing.T) {
	for _, start := range []float64{0.2, 0.3, 0.4, 0.5, 0.6} {
		if fate, err := WaveFate(start, 0.012); err != nil || fate != Local {
			t.Errorf("start %g, rate 0.012: %v (%v), want %v", start, fate, err, Local)
		}
	}
	for _, test := range []struct{ condition, rate, beta, steps string }{
		{"10", "0.175", "0", "35"}, {"20", "0.185", "0", "65"}, {"40", "0.19", "0", "121"},
		{"40", "0.235", "0.6", "23"},
	} {
		out := notebook.Run(Phase, notebook.Options{Inputs: map[string]string{
			"condition": test.condition, "rate": test.rate, "beta": test.beta,
		}})
		if got := out.Values["steps"]; got != test.steps {
			t.Errorf("%+v: %s steps", test, got)
		}
	}
	s := sample(t, 200, 0.1)
	loss, err := s.Stochastic(1, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Minimise(loss, &Plain{Rate: 2}, []float64{-1.5, 1.5}, 1000); !errors.Is(err, ErrDiverged) {
		t.Errorf("single rows at rate 2: %v, want ErrDiverged", err)
	}
}

// ends lists every combination of the extremes of the numeric inputs and the
// options of the choices.
func ends(inputs []notebook.Input) []map[string]string {
	sets := []map[string]string{{}}
	for _, in := range inputs {
		values := in.Options
		if len(values) == 0 {
			values = []string{fmt.Sprint(in.Range.Min), fmt.Sprint(in.Range.Max)}
		}
		var longer []map[string]string
		for _, set := range sets {
			for _, v := range values {
				next := maps.Clone(set)
				next[in.Name] = v
				longer = append(longer, next)
			}
		}
		sets = longer
	}
	return sets
}

func sound(t *testing.T, events []notebook.Event, inputs map[string]string) {
	t.Helper()
	text := encode(t, events)
	for _, bad := range []string{"NaN", "Inf", "%!", `"kind":"error"`} {
		if i := strings.Index(text, bad); i >= 0 {
			t.Errorf("inputs %v: output holds %q: …%s…", inputs, bad, text[max(0, i-80):min(len(text), i+160)])
		}
	}
}

func encode(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func BenchmarkCells(b *testing.B) {
	for name, cell := range Cells() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				notebook.Run(cell, notebook.Options{})
			}
		})
	}
}
