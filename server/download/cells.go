package download

import (
	"errors"
	"fmt"
	"go/format"
	"path"
	"slices"
	"strings"

	"abacus/server/build/source"
	"abacus/server/wire"
)

// cellsDir is where a module has the reader's cells.
const cellsDir = "notebook"

// addCells adds the reader's cells, each in a file of its own, with a program and tests
// of those that are Go. Others are kept as they are.
func (m module) addCells(l Lesson) error {
	var problems []error
	sound := l.sound()
	beside := declared(sound)
	for _, c := range l.goCells() {
		if c.Broken { // go vet would stumble over it
			m.files[fileOf(c)] = c.Text + "\n"
		} else {
			problems = append(problems, m.addGo(fileOf(c), goFile(c, beside)))
		}
	}
	for _, c := range l.Own {
		if c.Language != wire.CellGo {
			name, text := c.file()
			m.files[path.Join(cellsDir, name)] = text
		}
	}
	if len(sound) > 0 || l.Package.Slug == source.Notebook {
		problems = append(problems, m.addGo(path.Join(cellsDir, "main.go"), program(sound)))
	}
	if len(sound) > 0 {
		problems = append(problems, m.addGo(path.Join(cellsDir, "notebook_test.go"), tests(sound)))
	}
	return errors.Join(problems...)
}

// addGo adds a file that is yet to be formatted.
func (m module) addGo(name, text string) error {
	tidy, err := format.Source([]byte(text))
	return errors.Join(err, m.add(name, string(tidy)))
}

// fileOf names the file of a cell that is Go, or should be. What follows an
// underscore could keep a file out of a build, as _linux does.
func fileOf(c source.Cell) string {
	ending := ".go"
	if c.Broken {
		ending = ".txt"
	}
	return path.Join(cellsDir, strings.ReplaceAll(strings.ToLower(c.Name), "_", "-")+ending)
}

// sound returns the cells that compile.
func (l Lesson) sound() []source.Cell {
	return slices.DeleteFunc(l.goCells(), func(c source.Cell) bool { return c.Broken })
}

// declared returns what cells declare in the package that they share.
func declared(cells []source.Cell) map[string]bool {
	names := map[string]bool{}
	for _, c := range cells {
		for _, name := range c.Declares {
			names[name] = true
		}
	}
	return names
}

// goFile returns the file of a cell, which stands beside what all cells declare.
func goFile(c source.Cell, declared map[string]bool) string {
	im := importsBeside(declared, c.Imports...)
	notebook := im.add(source.NotebookPath)
	return "package main\n\n" + importBlock(im.specs) + c.Declarations + "\n\n" +
		fmt.Sprintf("// %s is a cell.\nfunc %[1]s(nb *%s.Cell) {\n%s\n}\n", c.Name, notebook, c.Statements)
}

// table returns a Go literal with cells by their names, and these names. It uses nothing
// predeclared, which cells may declare.
func table(cells []source.Cell, notebook string) (literal, names string) {
	for _, c := range cells {
		literal += fmt.Sprintf("%q: %[1]s,\n", c.Name)
		names += fmt.Sprintf(", %q", c.Name)
	}
	return notebook + ".Cells{\n" + literal + "}", names
}

func program(cells []source.Cell) string {
	im := importsBeside(declared(cells))
	notebook, terminal := im.add(source.NotebookPath), im.add(terminalPath)
	literal, names := table(cells, notebook)
	return "// Command notebook runs the cells of its files.\npackage main\n\n" + importBlock(im.specs) +
		fmt.Sprintf("func main() {\n%s.Main(%s%s)\n}\n", terminal, literal, names)
}

// tests returns tests of cells. What a cell prints is known only once it has run, so
// its Example promises no output. Names are such that no cell declares.
func tests(cells []source.Cell) string {
	taken := declared(cells)
	im := importsBeside(taken)
	discard, testing, terminal := im.add("io"), im.add("testing"), im.add(terminalPath)
	literal, _ := table(cells, im.add(source.NotebookPath))
	text := fmt.Sprintf(`
// %[1]s runs all cells with their inputs at their defaults. It fails if one panics.
func %[1]s(t *%[2]s.T) {
	cells := %[3]s
	for name, cell := range cells {
		t.Run(name, func(*%[2]s.T) { %[4]s.Text(%[5]s.Discard, cell) })
	}
}
`, free(taken, "TestCells", "", "_all"), testing, literal, terminal, discard)
	for _, c := range cells {
		if c.UsesCell || c.Draws {
			continue
		}
		name := exampleOf(c, taken)
		taken[name] = true
		text += fmt.Sprintf(`
// To have go test compare what the cell prints, write it below a comment // Output:
func %s() {
	%s.Text(%s.Stdout, %s)
}
`, name, terminal, im.add("os"), c.Name)
	}
	return "package main\n\n" + importBlock(im.specs) + text
}

// exampleOf names a cell's Example. go vet takes what follows Example for a name of the
// package, up to an underscore, unless it begins with one.
func exampleOf(c source.Cell, taken map[string]bool) string {
	name := "Example" + c.Name
	if taken[name] || strings.Contains(c.Name, "_") {
		name = free(taken, "Example_cell"+c.Name, "", "_again")
	}
	return name
}
