package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
)

// ExportedNames lists what the Go files of a package declare for others. It
// reads declarations alone: bodies are skipped by the fact that only the top
// of the tree is looked at.
func ExportedNames(dir string, files []string) ([]string, error) {
	var list []string
	for _, name := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, decl := range tree.Decls {
			for _, n := range topNames(decl) {
				if ast.IsExported(n) {
					list = append(list, n)
				}
			}
		}
	}
	return list, nil
}

func topNames(decl ast.Decl) []string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Recv == nil {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		var list []string
		for _, spec := range d.Specs {
			list = append(list, declared(spec)...)
		}
		return list
	}
	return nil
}
