package download

import (
	"errors"
	"fmt"
	"go/format"
	"path"
	"strings"

	"abacus/server/build/source"
)

// addCells adds a program with the reader's cells, each in a file of its own.
func (m module) addCells(pkg *source.Copy) error {
	if len(pkg.Cells) == 0 {
		return nil
	}
	var problems []error
	table := ""
	for _, c := range pkg.Cells {
		name := path.Join("notebook", strings.ToLower(c.Name))
		if c.Broken {
			m.files[name+".txt"] = c.Statements + "\n" // go test would stumble over it
			continue
		}
		table += fmt.Sprintf("\t\t%q: %[1]s,\n", c.Name)
		text := "package main\n\n" + importBlock(append([]string{fmt.Sprintf("%q", source.NotebookPath)}, c.Imports...)) +
			c.Declarations + "\n\n" + fmt.Sprintf("// %s is a cell.\nfunc %[1]s(nb *notebook.Cell) {\n%s\n}\n", c.Name, c.Statements)
		tidy, err := format.Source([]byte(text))
		problems = append(problems, err, m.add(name+".go", string(tidy)))
	}
	main := fmt.Sprintf(`// Command notebook runs the cells of its files.
package main

import (
	%q
	%q
)

func main() {
	terminal.Main(map[string]func(*notebook.Cell){
%s	}%s)
}
`, source.NotebookPath, terminalPath, table, names(pkg.Cells))
	return errors.Join(append(problems, m.add("notebook/main.go", main))...)
}

// names lists the cells that are Go as further arguments.
func names(cells []source.Cell) (list string) {
	for _, c := range cells {
		if !c.Broken {
			list += fmt.Sprintf(", %q", c.Name)
		}
	}
	return list
}
