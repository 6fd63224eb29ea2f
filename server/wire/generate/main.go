// Command generate writes package wire for the page's scripts: its types, with
// what is said of them, as TypeScript declarations, and its limits as values.
// It is run by go generate in the package's directory.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// root is the module's directory as seen from package wire's.
const root = "../.."

func main() {
	files, err := generate(root)
	for name, text := range files {
		err = errors.Join(err, os.WriteFile(filepath.Join(root, name), []byte(text), 0o644))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// generate returns the files to write, by their paths from the module's root.
func generate(root string) (map[string]string, error) {
	types, limits, err := read(root)
	if err != nil {
		return nil, err
	}
	w := writer{types: types}
	for _, v := range limits {
		w.limit(v)
	}
	for _, t := range types {
		w.typeDecl(t)
	}
	if w.problems != nil {
		return nil, fmt.Errorf("package wire cannot be declared in TypeScript:\n%w", w.problems)
	}
	return map[string]string{
		"static/js/wire.d.ts": header + w.declarations.String(),
		"static/js/wire.js":   header + w.values.String(),
	}, nil
}

const header = "// Code generated from package server/wire by go generate; DO NOT EDIT.\n"
