package source

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

var declarationNames = regexp.MustCompile(
	`^[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?(,[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?)*$`,
)

// validate checks that the request fits the lesson, and returns its cells.
func (l *lesson) validate(req Request) (cells []string, err error) {
	seen := names{}
	ofReaders := slices.ContainsFunc(req.Edits, func(e Edit) bool { return e.Cell })
	for _, e := range req.Edits {
		if e.Cell && (!token.IsExported(e.Declaration) || !token.IsIdentifier(e.Declaration)) {
			return nil, ErrBadEdit
		}
		if len(e.Declaration) > 200 || !declarationNames.MatchString(e.Declaration) {
			return nil, ErrBadEdit
		}
		for name := range strings.SplitSeq(e.Declaration, ",") {
			if seen[name] {
				return nil, fmt.Errorf("%w: two edits of %s", ErrBadEdit, name)
			}
			if seen[name] = true; l.sub(name) {
				return nil, fmt.Errorf("%s belongs to another package: %w", name, l.describe(name))
			}
		}
	}
	if ofReaders {
		return l.validateCells(req)
	}
	cells = l.cells()
	if len(req.Cells) == 0 || l.own && len(req.Edits) == 0 {
		return cells, nil // an own lesson without edits is one program
	}
	asked := slices.Compact(slices.Sorted(slices.Values(req.Cells)))
	further := slices.DeleteFunc(slices.Clone(asked), func(name string) bool {
		_, known := slices.BinarySearch(cells, name)
		return known
	})
	if len(further) == 0 {
		return asked, nil
	}
	functions, anything := added(req.Edits)
	for _, name := range further {
		if !token.IsIdentifier(name) || !functions[name] && !anything {
			return nil, l.describe(name)
		}
	}
	return asked, nil
}

// validateCells returns the cells of a program with cells of readers: those that are
// asked for, or all. It has none of the lesson's.
func (l *lesson) validateCells(req Request) (cells []string, err error) {
	for _, e := range req.Edits {
		if e.Cell {
			cells = append(cells, e.Declaration)
		}
	}
	slices.Sort(cells)
	if len(req.Cells) == 0 {
		return cells, nil
	}
	for _, name := range req.Cells {
		if _, known := slices.BinarySearch(cells, name); !known {
			return nil, l.describe(name)
		}
	}
	return slices.Compact(slices.Sorted(slices.Values(req.Cells))), nil
}

// added returns the functions that edits declare, which may be cells of the learner's
// own: the compiler will tell. An edit that does not parse may declare anything.
func added(edits []Edit) (functions names, anything bool) {
	functions = names{}
	for _, e := range edits {
		if check(e) != nil {
			return nil, true
		}
		file, err := decl.ParseText(e.Text)
		if err != nil {
			return nil, true
		}
		for _, d := range file.Declarations {
			if _, ok := d.Node.(*ast.FuncDecl); ok {
				functions[d.Names[0]] = true
			}
		}
	}
	return functions, false
}
