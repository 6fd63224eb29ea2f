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

// addImports gives a change the imports that it needs: the learner's own where
// they are used, and those that are missing. known are the package's own
// declarations, which hide packages of the same name.
func (l *lesson) addImports(ch *change, known names) {
	ch.imports = slices.DeleteFunc(ch.imports, func(imp importSpec) bool { return !imp.needed(ch.uses) })
	have := names{}
	for _, imp := range ch.imports {
		have[imp.name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(ch.qualifiers)) {
		if have[name] || known[name] {
			continue
		}
		if imp, ok := l.missing(ch.edit, name, ch.qualifiers[name]); ok {
			ch.imports = append(ch.imports, imp)
		}
	}
}

// with returns what the lesson's package declares after the changes.
func (l *lesson) with(changes []*change) names {
	known := setOf(slices.Collect(maps.Keys(l.named)))
	for _, ch := range changes {
		maps.Copy(known, ch.declares)
	}
	return known
}

// missing finds the package that a text calls name, and from which it selects the
// given names. The lesson's own imports come first, and for a cell the lesson itself.
func (l *lesson) missing(e Edit, name string, selected names) (importSpec, bool) {
	if e.Cell && len(l.files) > 0 && name == PackageName(LessonsPath+l.slug) {
		return importSpec{path: LessonsPath + l.slug, name: name}, true
	}
	var candidates []importSpec
	for _, f := range l.files {
		for _, imp := range f.imports {
			if imp.name == name {
				candidates = append(candidates, imp)
			}
		}
	}
	for _, p := range l.course.packages {
		if p.Name == name && l.refuse(e, p.Path) == "" {
			candidates = append(candidates, importSpec{path: p.Path, name: name})
		}
	}
	if len(candidates) == 0 {
		return importSpec{}, false
	}
	score := func(imp importSpec) (n int) {
		p, _ := l.course.importable(imp.path)
		for _, name := range p.Exported {
			if selected[name] {
				n++
			}
		}
		return n
	}
	return slices.MaxFunc(candidates, func(a, b importSpec) int { return score(a) - score(b) }), true
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
