package descent

import (
	"errors"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }

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
