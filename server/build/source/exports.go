package source

import (
	"go/ast"
	"os"
	"path/filepath"
	"slices"

	"abacus/lessons/decl"
)

// ExportedNames lists what the Go files of a package declare for others. Errors are
// those of reading the files, and of decl.Parse.
func ExportedNames(dir string, files []string) ([]string, error) {
	var list []string
	for _, name := range files {
		name = filepath.Join(dir, name)
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		file, err := decl.Parse(name, string(text))
		if err != nil {
			return nil, err
		}
		list = append(list, slices.DeleteFunc(file.TopNames(), func(name string) bool { return !ast.IsExported(name) })...)
	}
	return list, nil
}
