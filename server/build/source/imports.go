package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// resolve returns the imports that a change needs: the learner's own where
// they are used, and those that are missing. known are the package's own
// declarations, which hide packages of the same name.
func (c *Course) resolve(l *lesson, ch *change, known names) []importSpec {
	var list []importSpec
	have := names{}
	for _, imp := range ch.imports {
		if imp.name == "_" || imp.name == "." || ch.uses[imp.name] {
			list = append(list, imp)
			have[imp.name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(ch.qualifiers)) {
		if have[name] || known[name] {
			continue
		}
		if imp, ok := c.missing(l, name, ch.qualifiers[name]); ok {
			list = append(list, imp)
		}
	}
	return list
}

// missing finds the package that a text means by name, of which it selects
// the given names. What the lesson itself imports comes first.
func (c *Course) missing(l *lesson, name string, selected names) (importSpec, bool) {
	best, most := importSpec{}, -1
	consider := func(imp importSpec) {
		score := 0
		for sel := range selected {
			if c.exports[imp.path][sel] {
				score++
			}
		}
		if score > most {
			best, most = imp, score
		}
	}
	for _, f := range l.files {
		for _, imp := range f.imports {
			if imp.name == name {
				consider(imp)
			}
		}
	}
	for _, path := range c.byName[name] {
		if c.refuse(l, path) == "" {
			consider(importSpec{path: path, name: name})
		}
	}
	return best, most >= 0
}

// importDecl returns the import declaration for a list, on one line.
func importDecl(list []importSpec) string {
	if len(list) == 0 {
		return ""
	}
	var specs []string
	for _, imp := range list {
		specs = append(specs, imp.String())
	}
	return "import (" + strings.Join(specs, "; ") + ")\n"
}

// String returns the import as it is written in Go.
func (imp importSpec) String() string {
	if imp.explicit {
		return imp.name + " " + strconv.Quote(imp.path)
	}
	return strconv.Quote(imp.path)
}

// Imports returns the paths that a Go file imports; nothing for text that is not
// Go.
func Imports(text string) (paths []string) {
	tree, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	for _, imp := range tree.Imports {
		paths = append(paths, importPath(imp))
	}
	return paths
}

func importPath(imp *ast.ImportSpec) string { return strings.Trim(imp.Path.Value, "\"`") }
