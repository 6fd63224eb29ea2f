package build

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A program with a figure holds the fonts that it can need, and no others.
func TestFewFonts(t *testing.T) {
	program := mustBuild(t, builder(t), Request{Lesson: "entropy", Cells: []string{"BinaryCurve"}})
	for name, want := range map[string]bool{
		"Liberation Sans": true, "Liberation Serif": true, "Liberation Mono": true,
		"Liberation Sans Bold": false, "Liberation Serif Italic": false, "Liberation Mono Bold Italic": false,
	} {
		if bytes.Contains(program.Plain, []byte(name)) != want {
			t.Errorf("%s is in the program: %v", name, !want)
		}
	}
}

// A gonum/plot that is not as expected is left alone.
func TestAnotherPlot(t *testing.T) {
	dir, module := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(dir, "liberation.go"), "package liberation\nfunc Collection() { addColl(embedded[0]) }\n")
	write(filepath.Join(module, "go.mod"), "module abacus\n")
	for _, list := range [][]Archive{
		nil,
		{{ImportPath: fontsPath, Dir: dir, GoFiles: []string{"liberation.go"}}},
		{{ImportPath: fontsPath, Dir: t.TempDir(), GoFiles: []string{"fonts.go"}}},
	} {
		if err := thinPlot(module, list); err != nil {
			t.Error(err)
		}
		if text, err := os.ReadFile(filepath.Join(module, "go.mod")); err != nil || string(text) != "module abacus\n" {
			t.Errorf("go.mod is now %q, %v", text, err)
		}
	}
}
