package decl

import (
	"go/ast"
	"strconv"
	"strings"
)

// notebookPath is the package of the type of a cell's parameter.
const notebookPath = "abacus/lessons/notebook"

// cell reports whether d is a cell: an exported function, no method, without
// type parameters and results, whose only parameter is a *notebook.Cell. What
// the parameter is called is its own affair, and so is the name by which the
// file imports the package.
func (f *File) cell(d *ast.FuncDecl) bool {
	t := d.Type
	if d.Recv != nil || !ast.IsExported(d.Name.Name) || t.TypeParams != nil || t.Results.NumFields() > 0 {
		return false
	}
	if t.Params.NumFields() != 1 {
		return false
	}
	typ := ast.Unparen(t.Params.List[0].Type)
	pointer, ok := typ.(*ast.StarExpr)
	if !ok {
		return false
	}
	switch x := ast.Unparen(pointer.X).(type) {
	case *ast.SelectorExpr:
		pkg, ok := x.X.(*ast.Ident)
		return ok && x.Sel.Name == "Cell" && f.notebook(pkg.Name)
	case *ast.Ident:
		return x.Name == "Cell" && f.notebook(".")
	}
	return false
}

// notebook reports whether the file means package notebook by a name. Where
// nothing is imported by it, the builder adds the import that the name says.
func (f *File) notebook(name string) bool {
	for _, spec := range f.Tree.Imports {
		path, _ := strconv.Unquote(spec.Path.Value) // the parser has read it
		known := path[strings.LastIndexByte(path, '/')+1:]
		if spec.Name != nil {
			known = spec.Name.Name
		}
		switch {
		case known != name:
		case path == notebookPath:
			return true
		case name != ".": // of which a file may have several
			return false
		}
	}
	return name == "notebook"
}

// Cells returns the names of a file's cells, in order.
func (f *File) Cells() (names []string) {
	for _, d := range f.Declarations {
		if d.Cell {
			names = append(names, d.Names[0])
		}
	}
	return names
}

// checkPrefix starts the names of the cells that check exercises, as
// exercise.CheckName has it.
const checkPrefix = "Check"

// Checked returns the exercise that a cell checks, by its name: YourGini of
// CheckYourGini.
func (d Declaration) Checked() (exercise string, ok bool) {
	if !d.Cell {
		return "", false
	}
	exercise, ok = strings.CutPrefix(d.Names[0], checkPrefix)
	return exercise, ok && ast.IsExported(exercise)
}
