// The rooms of the project, and what each may import. Data flows one way:
// content and lessons, then web, then the server, then the program.
package rooms

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/course"
)

// rule says what the Go of a room may import of ours. Both are patterns: x is
// the package x, x/* those right below it, and x/... itself and all below.
type rule struct {
	room string
	may  []string
}

// goRules are looked at from the top; the first that names a package counts.
// A package that no rule names belongs into the table, beside its like.
var goRules = []rule{
	// Data: files, and an embed.FS of them.
	{"content", nil},
	{"deploy", nil},
	{"static/...", nil},

	// Lessons, and what their cells are written against.
	{"lessons/notebook/...", []string{"lessons/notebook/..."}},
	{"lessons/dataset", nil},
	{"lessons/decl", nil},                                               // cuts Go into declarations
	{"lessons/gini", slices.Concat(cells, []string{"lessons/entropy"})}, // it compares the two measures
	{"lessons/rollout", slices.Concat(cells, []string{"lessons/rollout/config", "lessons/rollout/pycheck"})},
	{"lessons/rollout/*", []string{"lessons/rollout/config"}},
	{"lessons/*", cells},
	{"lessons", []string{"lessons/*", "lessons/notebook/..."}}, // the catalogue

	// The JSON between server, page, worker and program.
	{"server/wire/...", []string{"lessons/notebook", "lessons/notebook/palette"}},

	// Pages.
	{"web/sqlcell", []string{"lessons/notebook", "lessons/notebook/exercise"}},
	{"web/...", []string{"lessons", "lessons/decl", "lessons/notebook/...", "server/wire", "web/..."}},

	// Tools that know nothing of what is served.
	{"server/admission", []string{"server/fair", "server/reply"}},
	{"server/await", nil},
	{"server/chromium", nil},
	{"server/classroom/...", nil},
	{"server/connlimit", nil},
	{"server/fair", nil},
	{"server/frame", []string{"server/policy"}},
	{"server/lru", nil},
	{"server/packed", nil},
	{"server/policy", nil},
	{"server/reply", []string{"server/packed"}},

	// SQL: the sandbox, and cells in it.
	{"server/sqlbox", []string{"lessons/notebook/diagram", "lessons/notebook/palette"}},
	{"server/sqlengine/...", []string{"lessons/notebook", "server/sqlbox", "server/sqlengine", "web/sqlcell"}},

	// From edits to programs.
	{"server/build/overlay", nil},
	{"server/build/program", []string{"lessons/notebook", "server/wire"}}, // linked into readers' programs
	{"server/build/source", []string{"lessons/decl", "server/wire"}},
	{"server/build/assembler", []string{"server/build/source", "server/wire"}},
	{"server/build", slices.Concat(tools, []string{"server/build/overlay", "server/build/source", "server/wire"})},
	{"server/kit", slices.Concat(tools, []string{"server/build/...", "server/wire"})},
	{"server/programs", slices.Concat(tools, []string{"server/build/...", "server/frame", "server/kit", "server/wire", "web"})},
	{"server/download", []string{"lessons/decl", "server/build/source", "web"}},

	// Serving, and the program.
	{"server", []string{"lessons", "lessons/notebook", "lessons/rollout/lab", "server/...", "web/..."}},
	{".", []string{"content", "deploy", "server", "static"}},
}

// cells is what a lesson's package may import.
var cells = []string{"lessons/notebook/...", "lessons/dataset"}

// tools is what a room of the server may use without knowing what is served.
var tools = []string{
	"server/admission", "server/fair", "server/lru", "server/packed", "server/reply",
}

// covers reports whether a pattern names a package.
func covers(pattern, pkg string) bool {
	if top, ok := strings.CutSuffix(pattern, "/..."); ok {
		return pkg == top || strings.HasPrefix(pkg, top+"/")
	}
	if top, ok := strings.CutSuffix(pattern, "/*"); ok {
		return path.Dir(pkg) == top
	}
	return pattern == pkg
}

func anyCovers(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool { return covers(p, pkg) })
}

// TestGoImportsFlowOneWay: see goRules. Tests may import what they like, and
// nothing but tests imports go_test.
func TestGoImportsFlowOneWay(t *testing.T) {
	used := map[string]bool{}
	for file, imports := range goImports(t) {
		pkg := path.Dir(file)
		if covers("go_test/...", pkg) {
			continue
		}
		i := slices.IndexFunc(goRules, func(r rule) bool { return covers(r.room, pkg) })
		if i < 0 {
			t.Errorf("no rule says what %s may import: add it to goRules in go_test/rooms", pkg)
			continue
		}
		used[goRules[i].room] = true
		for _, imported := range imports {
			if !anyCovers(goRules[i].may, imported) {
				t.Errorf("%s imports %s, which the room %s may not: turn the dependence round, or move what both need below them", file, imported, goRules[i].room)
			}
		}
	}
	for _, r := range goRules {
		if !used[r.room] {
			t.Errorf("there is no room %s any more: take its rule out of goRules in go_test/rooms", r.room)
		}
	}
}

// goImports returns what of ours every Go file imports, whatever system or
// build it is for, tests apart.
func goImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	walk(t, ".", ".go", func(name string, text []byte) {
		if strings.HasSuffix(name, "_test.go") {
			return
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		imports[name] = nil
		for _, spec := range file.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if pkg, ok := strings.CutPrefix(target, "abacus/"); ok {
				imports[name] = append(imports[name], pkg)
			}
		}
	})
	return imports
}

// walk hands over every file below a directory of the project whose name ends
// so. Names are paths from the project's directory, with slashes.
func walk(t *testing.T, top, ext string, read func(name string, text []byte)) {
	t.Helper()
	root := os.DirFS(course.Root())
	err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && name != ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ext) {
			return nil
		}
		text, err := fs.ReadFile(root, name)
		read(name, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
