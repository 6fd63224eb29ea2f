package notebooktest

import (
	"testing"

	"abacus/lessons/notebook"
)

func TestFault(t *testing.T) {
	for text, want := range map[string]bool{
		"the mean is NaN":        true,
		"+Inf bits":              true,
		"%!d(string=x)":          true,
		"-0":                     true,
		"gain −0.000 bits":       true,
		"[-0.0, 1]":              true,
		"It moves by -0.00.":     true,
		"Information, NaNo":      false,
		"-0.05 and −0.001":       false,
		"1e-06":                  false,
		"4−0 and 2.-0":           false,
		"-0.5":                   false,
		"from 10-0 to the other": false,
	} {
		if got := fault(text); (got != "") != want {
			t.Errorf("fault(%q) = %q, want one: %v", text, got, want)
		}
	}
}

func TestBodyFault(t *testing.T) {
	for body, want := range map[string]bool{
		`<path d="M0 1LNaN 2"/>`:                    true,
		`<text x="+Inf">a</text>`:                   true,
		`<text x="1">-0.0</text>`:                   true,
		`<path d="M-0 1"/><text>Inform</text>`:      false,
		`<image href="data:image/png;base64,NaN"/>`: false,
	} {
		if got := bodyFault(body); (got != "") != want {
			t.Errorf("bodyFault(%q) = %q, want one: %v", body, got, want)
		}
	}
}

// Every kind of input is tried at its ends, and sets are whole.
func TestCombinations(t *testing.T) {
	cell := func(nb *notebook.Cell) {
		nb.Slider("p", "share", 0.3, notebook.Steps(0, 1, 0.1))
		nb.Select("m", "metric", "Euclidean", "Manhattan")
		nb.Buttons("b", "guess", 3, "lower", "higher")
	}
	seen := map[string]bool{}
	for _, set := range combinations(notebook.Run(cell, notebook.Options{}).Inputs) {
		for name, v := range set {
			seen[name+"="+v] = true
		}
		if len(set) != 3 {
			t.Errorf("set %v leaves something out", set)
		}
	}
	for _, want := range []string{"p=0", "p=0.3", "p=1", "m=Euclidean", "m=Manhattan", "b=", "b=0.0.0", "b=1.1.1"} {
		if !seen[want] {
			t.Errorf("%s is never tried", want)
		}
	}
}
