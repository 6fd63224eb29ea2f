package download

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"abacus/server/build/source"
	"abacus/server/wire"
)

func TestCellsThatCannotBe(t *testing.T) {
	goCell, text := wire.OwnCell{Language: "go"}, wire.OwnCell{Language: "text", Text: strings.Repeat("x", maxText/2+1)}
	for what, tt := range map[string]struct {
		cells []wire.OwnCell
		want  error
	}{
		"too many":         {slices.Repeat([]wire.OwnCell{goCell}, maxCells+1), ErrTooManyCells},
		"as many as may":   {slices.Repeat([]wire.OwnCell{goCell}, maxCells), nil},
		"too much":         {[]wire.OwnCell{text, text}, ErrTooMuchText},
		"as much as may":   {[]wire.OwnCell{text}, nil},
		"a wrong language": {[]wire.OwnCell{goCell, {Language: "python", Text: "print(1)"}}, ErrLanguage},
	} {
		own, err := NameCells(wire.DownloadRequest{Cells: tt.cells})
		if !errors.Is(err, tt.want) || err == nil && len(own) != len(tt.cells) {
			t.Errorf("%s: %d cells are named, and the error is %v, want %v", what, len(own), err, tt.want)
		}
	}
}

// Names are found in one pass: a title that many cells have costs no more than one.
func TestNamesPastAllIdentifiers(t *testing.T) {
	var text strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&text, "Cell%d ", i)
	}
	work := func(cells int) wire.DownloadRequest {
		return wire.DownloadRequest{Cells: append(slices.Repeat([]wire.OwnCell{{Language: "go", Title: "Cell"}}, cells),
			wire.OwnCell{Language: "go", Title: "end", Text: text.String()})}
	}
	own, err := NameCells(work(maxCells - 1))
	if err != nil || own[0].Name != "Cell" || own[1].Name != "Cell2000" || own[maxCells-2].Name != "Cell2197" {
		t.Fatalf("the names are %v, %v", own[:2], err)
	}
	allocations := func(cells int) float64 {
		return testing.AllocsPerRun(1, func() { _, _ = NameCells(work(cells)) })
	}
	if two, many := allocations(2), allocations(maxCells-1); many > 2*two {
		t.Errorf("naming two cells takes %g allocations, %d take %g", two, maxCells-1, many)
	}
}

// No name of a cell makes a file that the go command leaves out of the build.
func TestFilesOfCells(t *testing.T) {
	for name, want := range map[string]string{
		"Fit": "fit.go", "ExampleGrow_linux": "examplegrow-linux.go", "A_test": "a-test.go",
	} {
		if got := fileOf(source.Cell{Name: name}); got != path.Join(cellsDir, want) {
			t.Errorf("%s goes into %s, want %s", name, got, want)
		}
	}
}
