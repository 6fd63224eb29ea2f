package course

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"abacus/lessons/decl"
)

// YourGini is an exercise in the lesson gini.
const YourGini = "#exercise-YourGini"

// Offered is JavaScript for the offer that a page makes to readers who follow a
// link that contains edits.
const Offered = `document.querySelector(".offer > p")?.textContent ?? ""`

// The cell that most of these tests use: the entropy of a coin.
const (
	CoinPage   = "/lessons/entropy"
	Coin       = "#cell-BinaryCurve"
	CoinSlider = "#BinaryCurve-p"
	CoinSay    = Coin + " .outputs .say"
	CoinFigure = Coin + " .outputs .drawing > svg"
)

// The SQL cells that these tests type into. The first makes a table that the
// second can read.
const (
	SQLPage  = "/lessons/tables"
	SQLMakes = "#sql-4"
	SQLReads = "#sql-5"
)

// WorkshopPage is the lesson that these tests change.
const WorkshopPage = "/lessons/entropy"

// Surprise is the listing that these tests change.
const Surprise = `.listing[data-source="Surprise"]`

// Example is an example that uses Surprise, ExampleTitle JavaScript for what the page
// says of its output.
const (
	Example      = `.example[data-example="ExampleSurprise"]`
	ExampleTitle = `document.querySelector('` + Example + ` .output-title').textContent`
)

// Marked is JavaScript for the number of cells with outputs of the reader's code.
const Marked = `document.querySelectorAll(".yours").length`

// CoinSurprise is JavaScript for a number in the coin's table: the surprise of
// heads with p = 0.25.
const CoinSurprise = `document.querySelector("#cell-BinaryCurve td:nth-child(3)").textContent`

// Examples returns the examples in a lesson's tests that promise an output.
func Examples(t *testing.T, slug string) (list []decl.Example) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(Root(), "lessons", slug, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		found, err := decl.Examples(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, slices.DeleteFunc(found, func(ex decl.Example) bool { return ex.Output == "" })...)
	}
	return list
}
