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
	for _, c := range l.goCells() {
		if c.Broken { // go vet would stumble over it
			m.files[fileOf(c)] = c.Text + "\n"
		} else {
			problems = append(problems, m.addGo(fileOf(c), goFile(c)))
		}
	}
	for _, c := range l.Own {
		if c.Language != wire.CellGo {
			name, text := c.file()
			m.files[path.Join(cellsDir, name)] = text
		}
	}
	sound := l.sound()
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

// fileOf names the file of a cell that is Go, or should be.
func fileOf(c source.Cell) string {
	ending := ".go"
	if c.Broken {
		ending = ".txt"
	}
	return path.Join(cellsDir, strings.ToLower(c.Name)+ending)
}

// sound returns the cells that compile.
func (l Lesson) sound() []source.Cell {
	return slices.DeleteFunc(l.goCells(), func(c source.Cell) bool { return c.Broken })
}

func goFile(c source.Cell) string {
	return "package main\n\n" + importBlock(append([]string{fmt.Sprintf("%q", source.NotebookPath)}, c.Imports...)) +
		c.Declarations + "\n\n" +
		fmt.Sprintf("// %s is a cell.\nfunc %[1]s(nb *notebook.Cell) {\n%s\n}\n", c.Name, c.Statements)
}

// table returns a Go literal with cells by their names, and these names.
func table(cells []source.Cell) (literal, names string) {
	for _, c := range cells {
		literal += fmt.Sprintf("%q: %[1]s,\n", c.Name)
		names += fmt.Sprintf(", %q", c.Name)
	}
	return "map[string]func(*notebook.Cell){\n" + literal + "}", names
}

func program(cells []source.Cell) string {
	literal, names := table(cells)
	return fmt.Sprintf(`// Command notebook runs the cells of its files.
package main

import (
	%q
	%q
)

func main() {
	terminal.Main(%s%s)
}
`, source.NotebookPath, terminalPath, literal, names)
}

// tests returns tests of cells. What a cell prints is known only once it has run, so
// its Example promises no output.
func tests(cells []source.Cell) string {
	literal, _ := table(cells)
	text := fmt.Sprintf(`
// TestCells runs all cells with their inputs at their defaults. It fails if one panics.
func TestCells(t *testing.T) {
	for name, cell := range %s {
		t.Run(name, func(*testing.T) { terminal.Text(io.Discard, cell) })
	}
}
`, literal)
	imports := []string{"io", "testing", source.NotebookPath, terminalPath}
	for _, c := range cells {
		if c.UsesCell || c.Draws {
			continue
		}
		text += fmt.Sprintf(`
// To have go test compare what the cell prints, write it below a comment // Output:
func Example%s() {
	terminal.Text(os.Stdout, %[1]s)
}
`, c.Name)
		imports = append(imports, "os")
	}
	for i, path := range imports {
		imports[i] = fmt.Sprintf("%q", path)
	}
	return "package main\n\n" + importBlock(imports) + text
}
