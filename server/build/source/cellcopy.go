package source

import (
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strings"
)

// Cell is a cell of a reader, which stands beside the lesson's package and imports it.
type Cell struct {
	Name         string
	Text         string   // as the reader typed it
	Imports      []string // as written within an import declaration
	Declarations string
	Declares     []string // names, its own among them
	Statements   string   // which show the value of the last one, if Shows
	Shows        bool     // for which they need nb, the cell of a page
	UsesCell     bool     // they use nb for more than that
	Draws        bool     // it may show a figure
	Broken       bool     // it is not Go, is too complex, or does not compile
}

// Drop marks cells that do not compile as broken.
func (cp *Copy) Drop(broken map[string]bool) {
	for i := range cp.Cells {
		cp.Cells[i].Broken = cp.Cells[i].Broken || broken[cp.Cells[i].Name]
	}
}

// cell returns a change that is a cell. beside are the declarations of all cells.
func (ch *change) cell(beside names) Cell {
	c := Cell{Name: ch.edit.Declaration, Text: ch.edit.Text, Broken: ch.broken}
	if ch.broken {
		return c
	}
	imports, statements := slices.Clone(ch.imports), ch.statements
	c.Draws, c.UsesCell = slices.ContainsFunc(imports, importSpec.draws), ch.uses["nb"]
	if v := ch.value; v != nil {
		show := importSpec{path: showPath, name: PackageName(showPath)}
		if ch.uses[show.name] || beside[show.name] {
			show.name, show.explicit = showName, true
		}
		if imports = append(imports, show); c.Draws {
			imports = append(imports, importSpec{path: plotsPath, name: "_", explicit: true})
		}
		value := statements[v.From:v.To]
		statements = fmt.Sprintf("%s%s.Result(nb)(%s)%s", statements[:v.From], show.name, value, statements[v.To:])
		c.Shows = true
	}
	for _, imp := range imports {
		c.Imports = append(c.Imports, imp.String())
	}
	c.Declarations, c.Statements = tidied(ch.text), tidied(statements)
	c.Declares = slices.Sorted(maps.Keys(ch.declares))
	return c
}

// tidied returns declarations or statements as gofmt writes them.
func tidied(text string) string {
	text = strings.TrimSpace(text) // gofmt would keep the first line's indentation for all lines
	tidy, err := format.Source([]byte(text))
	if err != nil {
		return text
	}
	return strings.TrimSpace(string(tidy))
}
