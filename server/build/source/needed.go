package source

import (
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// mentions holds the identifiers in the cells of a page.
type mentions struct {
	by    map[string]names // in each cell
	cells map[string]int   // how many cells have an identifier
}

// mentionedIn reads each cell once.
func mentionedIn(edits []Edit) mentions {
	m := mentions{by: map[string]names{}, cells: map[string]int{}}
	for _, e := range edits {
		if !e.Cell {
			continue
		}
		m.by[e.Declaration] = decl.Identifiers(e.Text)
		for name := range m.by[e.Declaration] {
			m.cells[name]++
		}
	}
	return m
}

// elsewhere returns a function that reports whether a cell other than that of the edit
// mentions a name.
func (m mentions) elsewhere(e Edit) func(name string) bool {
	here := m.by[e.Declaration]
	return func(name string) bool {
		n := m.cells[name]
		if here[name] {
			n--
		}
		return n > 0
	}
}

// shareAll splits a cell with everything outside that others may see.
func shareAll(string) bool { return true }

// needed returns the edits. Of cells that the program does not run it has only the
// declarations, and those only if other cells use them: what is wrong elsewhere is of
// no concern.
func (d *Draft) needed(m mentions) (list []Edit) {
	parts := map[string]string{}       // the declarations of each cell
	declaring := map[string][]string{} // the cells that declare a name, or a method of that type
	for _, e := range d.Edits {
		if !e.Cell || check(e) != nil {
			continue
		}
		outside, _ := decl.Split(e.Text, shareAll)
		file, err := decl.ParseText(outside)
		if err != nil {
			continue
		}
		parts[e.Declaration] = outside
		for _, name := range file.Names() {
			name, _, _ = strings.Cut(name, ".")
			declaring[name] = append(declaring[name], e.Declaration)
		}
	}
	run, taken := setOf(d.Wanted), names{}
	for todo := slices.Clone(d.Wanted); len(todo) > 0; {
		cell := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if taken[cell] {
			continue
		}
		taken[cell] = true
		uses := m.by[cell]
		if !run[cell] {
			uses = decl.Identifiers(parts[cell])
		}
		for name := range uses {
			todo = append(todo, declaring[name]...)
			delete(declaring, name)
		}
	}
	for _, e := range d.Edits {
		switch {
		case e.Cell && !taken[e.Declaration]:
			continue
		case e.Cell && !run[e.Declaration]:
			e.Text = parts[e.Declaration]
		}
		list = append(list, e)
	}
	return list
}
