package entropy

import (
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }

// The prose quotes these; they must not change unnoticed.
func TestCellValues(t *testing.T) {
	for _, c := range []struct{ cell, value, want string }{
		{"BinaryCurve", "h", "0.8113"},
		{"FlipsTogether", "two", "1.29"},
		{"FlipsTogether", "h", "0.469"},
		{"Urn", "h", "1.5"},
		{"Urn", "questions", "1.5"},
		{"GuessGame", "bits", "6"},
		{"WorkedSplit", "emotion", "0.0488"},
		{"WorkedSplit", "temperature", "0.1887"},
	} {
		out := notebook.Run(Cells()[c.cell], notebook.Options{})
		if got := out.Values[c.value]; got != c.want {
			t.Errorf("%s.%s = %q, want %q", c.cell, c.value, got, c.want)
		}
	}
}

func TestWorking(t *testing.T) {
	got := strings.Join(working(SplitBy(People(), Emotion)), "\n")
	want := `H(everybody)
  = 4/8·log₂(8/4) + 4/8·log₂(8/4)
  = 1.0000 bits
H(sick)
  = 1/3·log₂(3/1) + 2/3·log₂(3/2)
  = 0.9183 bits
H(notsick)
  = 3/5·log₂(5/3) + 2/5·log₂(5/2)
  = 0.9710 bits
remaining
  = 3/8·0.9183 + 5/8·0.9710
  = 0.9512 bits
gain
  = 1.0000 − 0.9512
  = 0.0488 bits`
	if got != want {
		t.Errorf("working:\n%s\nwant:\n%s", got, want)
	}
}
