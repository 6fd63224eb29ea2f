package trees

import (
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }

// What the prose says about the small table.
func TestPeopleCellValues(t *testing.T) {
	out := notebook.Run(PeopleSplits, notebook.Options{})
	for name, want := range map[string]string{
		"Emotion": "0.500", "Temperature": "0.375", "TemperatureGain": "0.125", "EmotionGain": "0.000",
	} {
		if got := out.Values[name]; got != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
}
