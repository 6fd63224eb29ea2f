package source

import (
	"go/doc"
	"maps"

	"abacus/lessons/decl"
)

// AddDependents adds to broken cells those that cannot do without one: they use a name
// that only broken cells declare. Whether Go has the name otherwise, as a package or by
// a dot import, syntax does not tell; such cells are left out. It takes time linear in
// the text of the edits.
func AddDependents(edits []Edit, broken map[string]bool) {
	m := mentionedIn(edits)
	declares, users := map[string]names{}, map[string][]string{}
	sources := map[string]int{} // how many cells that are not broken declare a name
	for _, e := range edits {
		if !e.Cell {
			continue
		}
		declared, uses := m.partsOf(e)
		declares[e.Declaration] = declared
		for name := range uses {
			users[name] = append(users[name], e.Declaration)
		}
		for name := range declared {
			sources[name]++
		}
	}
	var todo []string
	for cell := range maps.Clone(broken) {
		todo = append(todo, cell)
	}
	for len(todo) > 0 {
		cell := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for name := range declares[cell] {
			if sources[name]--; sources[name] > 0 {
				continue
			}
			for _, user := range users[name] {
				if !broken[user] {
					broken[user] = true
					todo = append(todo, user)
				}
			}
			delete(users, name)
		}
	}
}

// partsOf returns what a cell declares for others, itself among it, and what it
// certainly uses of them. A cell that is not Go has at most its own name.
func (m mentions) partsOf(e Edit) (declares, uses names) {
	declares = names{e.Declaration: true}
	if check(e) != nil {
		return declares, nil
	}
	outside, statements := decl.Split(e.Text, m.elsewhere(e))
	file, err := decl.ParseText(outside)
	if err != nil {
		return declares, nil
	}
	maps.Copy(declares, setOf(file.TopNames()))
	body, err := parseBody(statements)
	if err != nil {
		return declares, nil
	}
	uses = names{}
	for _, part := range []*decl.File{file, body} {
		maps.Copy(uses, decl.FreeIn(part.Tree.Decls).Used)
		for _, imp := range part.Tree.Imports {
			if newImport(imp).name == "." {
				return declares, nil
			}
		}
	}
	maps.DeleteFunc(uses, func(name string, _ bool) bool { return declares[name] || doc.IsPredeclared(name) })
	return declares, uses
}
