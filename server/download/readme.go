package download

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"abacus/server/build/source"
	"abacus/server/wire"
)

// readme returns the text that says what is in a module.
func (l Lesson) readme() string {
	text := fmt.Sprintf("# %s\n\n%s\n\n", l.Title, l.Summary)
	if l.Package.Slug != source.Notebook {
		text += l.aboutLesson()
	} else {
		text += "```sh\n" +
			"go run ./notebook        # runs every cell: text on the terminal, figures as SVG files in figures/\n" +
			"go test ./...            # runs them, too, and fails if one panics\n```\n\n" +
			"The first run downloads gonum, if a cell needs it.\n"
	}
	return text + l.aboutEdits() + l.aboutCells()
}

func (l Lesson) aboutLesson() string {
	example := "Cell"
	if cells := l.cells(); len(cells) > 0 {
		example = cells[0]
	}
	return fmt.Sprintf(`This is the Go of a lesson of abacus, with all it is built on but gonum.

`+"```sh"+`
go run .                 # runs every cell: text on the terminal, figures as SVG files in figures/
go run . %s     # one cell; its inputs and their ranges come first, and are set by name=value
go test ./...            # runs the lesson's tests
`+"```"+`

The lesson's package is in lessons/%s. The first run downloads gonum. Tests that
need the rest of the course, such as its texts, are not included.
`, example, l.Package.Slug)
}

// aboutEdits lists the files with what the reader changed.
func (l Lesson) aboutEdits() string {
	yours := ""
	for _, name := range slices.Sorted(maps.Keys(l.Package.Files)) {
		if strings.HasPrefix(name, "yours-") {
			yours += fmt.Sprintf("- `lessons/%s/%s`\n", l.Package.Slug, name)
		}
	}
	if yours == "" {
		return ""
	}
	return "\nWhat you changed is in files of its own:\n\n" + yours
}

// aboutCells lists the reader's cells, the changed examples first.
func (l Lesson) aboutCells() string {
	list := ""
	for _, c := range l.goCells() {
		if !slices.ContainsFunc(l.Own, func(own OwnCell) bool { return own.Name == c.Name }) {
			list += fmt.Sprintf("- `%s`: %s, as you changed it%s\n", fileOf(c), c.Name, because(c))
		}
	}
	for _, own := range l.Own {
		title := strings.Join(strings.Fields(own.Title), " ")
		if own.Language != wire.CellGo {
			name, _ := own.file()
			list += fmt.Sprintf("- `%s`: %s\n", path.Join(cellsDir, name), title)
		} else if c, ok := l.goOf(own.Name); ok {
			list += fmt.Sprintf("- `%s`: %s%s\n", fileOf(c), title, because(c))
		}
	}
	if list == "" {
		return ""
	}
	how := "Your own cells are in `notebook`"
	if l.Package.Slug != source.Notebook {
		how = "Your own cells, and the examples that you changed, are in `notebook`"
	}
	if len(l.sound()) > 0 {
		how += ". `go run ./notebook` runs those in Go, each a function; `go test ./notebook` fails if one panics"
	}
	return "\n" + how + ":\n\n" + list
}

// because says why a cell is kept as text.
func because(c source.Cell) string {
	if !c.Broken {
		return ""
	}
	return ", kept as text because it does not compile yet"
}
