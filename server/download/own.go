package download

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"abacus/lessons/decl"
	"abacus/server/build/source"
	"abacus/server/wire"
)

// OwnCell is a cell of a reader's own with a name, which is that of a function if it
// is Go. Lower-cased it names a file.
type OwnCell struct {
	wire.OwnCell
	Name string
}

// What a download may have: pages allow no more cells, and texts of this length are a
// book. Their Go has a limit of its own.
const (
	maxCells = 200
	maxText  = 256 << 10 // bytes of all texts together
)

// Errors of NameCells.
var (
	ErrTooManyCells = errors.New("there are more cells than a page may have")
	ErrTooMuchText  = fmt.Errorf("the texts of the cells have more than %d KB together", maxText>>10)
	ErrLanguage     = errors.New("a cell is in a language that pages do not have")
)

// NameCells names the reader's own cells after their titles. Names differ even if upper
// and lower case do not count, and from all identifiers in the cells. It takes time
// linear in the work. Errors are ErrTooManyCells, ErrTooMuchText and ErrLanguage.
func NameCells(work wire.DownloadRequest) (own []OwnCell, err error) {
	if len(work.Cells) > maxCells {
		return nil, ErrTooManyCells
	}
	length := 0
	for _, c := range work.Cells {
		if length += len(c.Text); length > maxText {
			return nil, ErrTooMuchText
		}
	}
	n := namer{taken: map[string]bool{"main": true}, used: map[string]bool{}, next: map[string]int{}}
	for _, e := range work.Edits {
		n.taken[strings.ToLower(e.Declaration)] = true
	}
	for _, c := range work.Cells { // which may declare anything
		if c.Language == wire.CellGo {
			maps.Copy(n.used, decl.Identifiers(c.Text))
		}
	}
	for _, c := range work.Cells {
		if !slices.Contains([]wire.CellLanguage{wire.CellGo, wire.CellSQL, wire.CellText}, c.Language) {
			return nil, ErrLanguage
		}
		own = append(own, OwnCell{c, n.name(exported(c.Title))})
	}
	return own, nil
}

// namer finds names that differ.
type namer struct {
	taken map[string]bool // by other cells, in lower case
	used  map[string]bool // by what cells hold
	next  map[string]int  // the number to try next, by what it follows
}

// name returns base, or base with a number.
func (n *namer) name(base string) string {
	name := base
	for n.used[name] || n.taken[strings.ToLower(name)] {
		n.next[base] = max(2, n.next[base]+1)
		name = base + strconv.Itoa(n.next[base])
	}
	n.taken[strings.ToLower(name)] = true
	return name
}

// maxTitle is how much of a title a name has, in runes.
const maxTitle = 60

// exported returns a title as the name of a function that Go exports: CellOne of
// "cell one".
func exported(title string) string {
	var name []rune
	first := true
	for _, r := range title {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			first = true
			continue
		case first:
			r = unicode.ToUpper(r)
		}
		first = false
		if name = append(name, r); len(name) == maxTitle {
			break
		}
	}
	if len(name) == 0 || !unicode.IsUpper(name[0]) {
		name = append([]rune("Cell"), name...)
	}
	return string(name)
}

// Edits returns the cells that are Go as edits of the page, to be built.
func Edits(own []OwnCell) (edits []wire.Edit) {
	for _, c := range own {
		if c.Language == wire.CellGo {
			edits = append(edits, wire.Edit{Declaration: c.Name, Text: c.Text, Cell: true, Shows: true})
		}
	}
	return edits
}

// file returns the name of the cell's file in the module, and what is in it, if it is
// not Go.
func (c OwnCell) file() (name, text string) {
	name = strings.ToLower(c.Name)
	if c.Language == wire.CellSQL {
		return name + ".sql", strings.TrimRight(c.Text, "\n") + "\n"
	}
	return name + ".md", strings.TrimRight(c.Text, "\n") + "\n"
}

// goOf returns the Go of a cell, which may be a changed example.
func (l Lesson) goOf(name string) (source.Cell, bool) {
	i := slices.IndexFunc(l.Package.Cells, func(c source.Cell) bool { return c.Name == name })
	if i < 0 {
		return source.Cell{}, false
	}
	return l.Package.Cells[i], true
}

// goCells returns all cells that are Go: the changed examples, then the reader's own in
// the order of the page.
func (l Lesson) goCells() (list []source.Cell) {
	for _, c := range l.Package.Cells {
		if !slices.ContainsFunc(l.Own, func(own OwnCell) bool { return own.Name == c.Name }) {
			list = append(list, c)
		}
	}
	for _, own := range l.Own {
		if c, ok := l.goOf(own.Name); ok {
			list = append(list, c)
		}
	}
	return list
}
