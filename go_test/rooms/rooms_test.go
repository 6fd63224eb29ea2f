// Package rooms tests what each room of the project may import. Data flows one
// way: content and lessons, then web, then the server, then the program.
package rooms

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/course"
)

// rule says which packages of this module some rooms may import. All are patterns:
// x is the package x, x/* those directly below it, x/... is x and all below it, and
// ... is everything.
type rule struct {
	rooms []string
	may   []string
}

// goRules are tried from the top; the first that covers a package applies. Add a
// package that no rule covers next to similar ones; remove a room that no longer
// exists.
var goRules = []rule{
	// Data: files, and an embed.FS of them.
	{[]string{"content", "deploy", "static/..."}, nil},

	// Lessons, and what their cells are written against.
	{[]string{"lessons/notebook/..."}, []string{"lessons/notebook/..."}},
	{[]string{"lessons/dataset", "lessons/decl"}, nil},
	{[]string{"lessons/gini"}, join(cells, "lessons/entropy")}, // it compares the two measures
	{[]string{"lessons/rollout"}, join(cells, "lessons/rollout/config", "lessons/rollout/pycheck")},
	{[]string{"lessons/rollout/*"}, []string{"lessons/rollout/config"}},
	{[]string{"lessons/*"}, cells},
	{[]string{"lessons"}, []string{"lessons/*", "lessons/notebook/..."}}, // the catalogue

	// The JSON between server, page, worker and program.
	{[]string{wire, "server/wire/generate"}, []string{"lessons/notebook", "lessons/notebook/palette"}},

	// SQL: the sandbox, the cells of a page, what they show, and the program of
	// exported pages.
	{[]string{"server/sql/box"}, nil},
	{[]string{sqlCell}, []string{wire, "lessons/notebook", "lessons/notebook/exercise"}},
	{[]string{"server/sql/show"}, []string{wire, "lessons/notebook/...", "server/sql/box", sqlCell}},
	{[]string{"server/sql/program"}, []string{"server/sql/show"}},

	// Pages.
	{[]string{"web/..."}, []string{wire, sqlCell, "lessons", "lessons/decl", "lessons/notebook/...", "static", "web/..."}},

	// What the rooms of the server use, and what does not depend on them.
	{tools, tools},

	// From edits to programs.
	{[]string{"server/build/program"}, []string{wire, "lessons/notebook"}}, // linked into readers' programs
	{[]string{"server/build/source", "server/build/assembler"}, []string{wire, "lessons/decl", "server/build/source"}},
	{[]string{"server/build"}, join(tools, wire, "server/build/source")},
	{[]string{"server/kit"}, join(tools, wire, "server/build/...", "server/kit/patch")},
	{[]string{"server/kit/patch"}, nil},

	// Rooms that are served or exported.
	{[]string{"server/class/store"}, []string{wire}},
	{[]string{"server/class"}, join(tools, wire, "server/build", "server/class/store", "server/pages", "web")},
	{[]string{"server/download"}, []string{wire, "lessons/decl", "server/build/source", "web"}},
	{[]string{"server/pages"}, join(tools, wire, sqlCell, "lessons/notebook", "lessons/rollout/lab", "server/build/source",
		"server/download", "server/project", "web")},
	{[]string{"server/programs"}, join(tools, wire, "server/build/...", "server/kit", "web")},
	{[]string{"server/project"}, []string{"lessons", "server/sql/show", "web"}},
	{[]string{"server/export"}, join(tools, wire, "server/build/...", "server/download", "server/kit",
		"server/project", "web/...")},

	// The server, the commands, and the program. Nothing else imports the server.
	{[]string{"server"}, join(tools, "lessons", "server/build", "server/class", "server/class/store", "server/kit",
		"server/pages", "server/programs", "server/project", "server/sql/show", "web")},
	{[]string{"server/check"}, join(tools, wire, "server", "server/build", "server/pages", "server/project", "web")},
	{[]string{"server/app"}, []string{"lessons", "server", "server/*", "server/class/store", "web"}},
	{[]string{"."}, []string{"content", "deploy", "server/app", "server/project", "static"}},
}

// The two rooms of the server that package web imports too. They depend on neither
// of the two.
const (
	wire    = "server/wire"
	sqlCell = "server/sql/cell"
)

// cells is what a lesson's package may import.
var cells = []string{"lessons/notebook/...", "lessons/dataset"}

// tools do one thing each, and depend neither on lessons nor on their users.
var tools = []string{
	"server/admission", "server/assets", "server/chromium", "server/connlimit", "server/fair",
	"server/frame", "server/lru", "server/packed", "server/policy", "server/reply",
}

func join(list []string, more ...string) []string { return slices.Concat(list, more) }

// covers reports whether a pattern matches a package.
func covers(pattern, pkg string) bool {
	if pattern == "..." {
		return true
	}
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

// TestGoImportsFlowOneWay checks goRules. Tests may import anything, and only
// tests import go_test.
func TestGoImportsFlowOneWay(t *testing.T) {
	checkRules(t, "goRules", goRules, goImports(t))
}

// checkRules checks the imports of files against rules. A file's room is its
// directory.
func checkRules(t *testing.T, table string, rules []rule, imports map[string][]string) {
	t.Helper()
	inUse := map[string]bool{}
	unknown := map[string]bool{}
	for _, file := range slices.Sorted(maps.Keys(imports)) {
		room := path.Dir(file)
		i := slices.IndexFunc(rules, func(r rule) bool { return anyCovers(r.rooms, room) })
		if i < 0 {
			if !unknown[room] {
				t.Errorf("no rule says what %s may import: add it to %s in go_test/rooms", room, table)
			}
			unknown[room] = true
			continue
		}
		for _, pattern := range rules[i].rooms {
			inUse[pattern] = inUse[pattern] || covers(pattern, room)
		}
		for _, imported := range imports[file] {
			if imported != room && !anyCovers(rules[i].may, imported) {
				t.Errorf("%s imports %s, which its room may not: reverse the dependency, "+
					"or move what both need below them (%s in go_test/rooms)", file, imported, table)
			}
		}
	}
	for _, r := range rules {
		for _, pattern := range r.rooms {
			if !inUse[pattern] {
				t.Errorf("the room %s no longer exists: remove it from %s in go_test/rooms", pattern, table)
			}
		}
	}
}

// goImports returns the packages of this module that each Go file imports, for all
// systems and build tags, except tests.
func goImports(t *testing.T) map[string][]string {
	t.Helper()
	imports := map[string][]string{}
	walk(t, ".", ".go", func(name string, text []byte) {
		if strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "go_test/") {
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

// walk calls read for every file below a directory of the project whose name ends
// with ext. Names are relative to the project's directory, with slashes.
func walk(t *testing.T, top, ext string, read func(name string, text []byte)) {
	t.Helper()
	root := os.DirFS(course.Root())
	err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules" ||
			strings.HasPrefix(d.Name(), ".") && name != ".") {
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
