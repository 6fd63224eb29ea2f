package download

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"abacus/go_test/need"
	"abacus/server/build"
)

// kernel does with a notebook's cells what GoNB does: it keeps what they
// declare, a later declaration of a name in place of an earlier one, wraps
// what follows %% into main, and leaves out imports that are not used.
type fakeKernel struct {
	t            *testing.T
	dir          string // of its module
	declarations map[string]string
	imports      map[string]string // name → spec
	programs     int
}

var version = regexp.MustCompile(`^v\d+$`)

func newKernel(t *testing.T) *fakeKernel {
	t.Helper()
	k := &fakeKernel{t: t, dir: workplace(t), declarations: map[string]string{}, imports: map[string]string{}}
	// GoNB's own package, of which notebooks use one function.
	k.write("gonb/go.mod", "module github.com/janpfeifer/gonb\n\ngo 1.24\n")
	k.write(
		"gonb/gonbui/gonbui.go",
		"package gonbui\n\nimport \"fmt\"\n\nfunc DisplaySvg(svg string) { fmt.Println(\"displayed\", len(svg)) }\n",
	)
	k.write(
		"go.mod",
		"module kernel\n\ngo 1.26\n\nrequire github.com/janpfeifer/gonb v0.0.0\n\nreplace github.com/janpfeifer/gonb => "+
			"./gonb\n",
	)
	return k
}

func (k *fakeKernel) write(name, text string) {
	k.t.Helper()
	name = filepath.Join(k.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		k.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		k.t.Fatal(err)
	}
}

// cell takes a cell and returns the directory of the program it makes.
func (k *fakeKernel) cell(source string) (dir string) {
	k.t.Helper()
	above, body, _ := strings.Cut("\n"+source, "\n%%\n")
	fset := token.NewFileSet()
	text := "package main\n" + above
	tree, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		k.t.Fatalf("a cell is not Go: %v\n%s", err, source)
	}
	for _, imp := range tree.Imports {
		p := strings.Trim(imp.Path.Value, `"`)
		name, spec := path.Base(p), imp.Path.Value
		if version.MatchString(name) {
			name = path.Base(path.Dir(p))
		}
		if imp.Name != nil {
			name, spec = imp.Name.Name, imp.Name.Name+" "+spec
		}
		if have := k.imports[name]; have != "" && have != spec {
			k.t.Fatalf("two packages are imported as %s: %s and %s", name, have, spec)
		}
		k.imports[name] = spec
	}
	for _, decl := range tree.Decls {
		k.declare(decl, text[fset.Position(decl.Pos()).Offset:fset.Position(decl.End()).Offset])
	}
	k.programs++
	dir = fmt.Sprintf("cell%02d", k.programs)
	k.write(dir+"/main.go", k.program(body))
	return dir
}

func (k *fakeKernel) declare(decl ast.Decl, text string) {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			var b bytes.Buffer
			_ = format.Node(&b, token.NewFileSet(), d.Recv.List[0].Type)
			name = strings.Trim(b.String(), "*") + "~" + name
		}
		k.declarations[name] = text
	case *ast.GenDecl:
		if d.Tok == token.IMPORT {
			return
		}
		var names []string
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, id := range s.Names {
					names = append(names, id.Name)
				}
			}
		}
		k.declarations[strings.Join(names, ",")] = text
	}
}

func (k *fakeKernel) program(body string) string {
	code := "func main() {\n" + body + "\n}\n"
	for _, name := range slices.Sorted(maps.Keys(k.declarations)) {
		code += "\n" + k.declarations[name] + "\n"
	}
	imports := ""
	for _, name := range slices.Sorted(maps.Keys(k.imports)) {
		if name == "_" || regexp.MustCompile(`\b`+name+`\.`).MatchString(code) {
			imports += "import " + k.imports[name] + "\n"
		}
	}
	return "package main\n" + imports + code
}

// sources returns the code cells of a notebook, after a look at its form.
func sources(t *testing.T, notebook []byte) (code []string, markdown string) {
	t.Helper()
	var nb struct {
		Format   int  `json:"nbformat"`
		Minor    *int `json:"nbformat_minor"`
		Metadata struct {
			Kernel struct{ Name string } `json:"kernelspec"`
		}
		Cells []map[string]json.RawMessage
	}
	if err := json.Unmarshal(notebook, &nb); err != nil {
		t.Fatal(err)
	}
	if nb.Format != 4 || nb.Minor == nil || nb.Metadata.Kernel.Name != "gonb" {
		t.Errorf("format %d, kernel %q; want 4, gonb", nb.Format, nb.Metadata.Kernel.Name)
	}
	want := map[string][]string{
		`"markdown"`: {"cell_type", "metadata", "source"},
		`"code"`:     {"cell_type", "execution_count", "metadata", "outputs", "source"},
	}
	for _, cell := range nb.Cells {
		kind := string(cell["cell_type"])
		if got := slices.Sorted(maps.Keys(cell)); !slices.Equal(got, want[kind]) {
			t.Errorf("a cell of type %s has %v, want %v", kind, got, want[kind])
		}
		var lines []string
		if err := json.Unmarshal(cell["source"], &lines); err != nil {
			t.Fatal(err)
		}
		if kind == `"code"` {
			code = append(code, strings.Join(lines, ""))
		} else {
			markdown += strings.Join(lines, "") + "\n\n"
		}
	}
	return code, markdown
}

// leftOver finds what only pages understand.
var leftOver = regexp.MustCompile(`\{\{[A-Z]|\]\([a-z#]+\)|(go|yaml) (cell|source|example|file)=|> \[!|\{#`)

func TestNotebooksCompile(t *testing.T) {
	need.Time(t, "builds every lesson")
	for _, slug := range slugs() {
		t.Run(slug, func(t *testing.T) {
			l := lesson(t, slug)
			notebook, err := Notebook(l)
			if err != nil {
				t.Fatal(err)
			}
			if again, _ := Notebook(l); !bytes.Equal(notebook, again) {
				t.Error("two notebooks of the same lesson differ")
			}
			code, markdown := sources(t, notebook)
			k := newKernel(t)
			k.setUp(code[0])
			for _, cell := range code[1:] {
				k.cell(cell)
			}
			golang(t, k.dir, "vet", "./...")
			if left := leftOver.FindString(markdown); left != "" {
				t.Errorf("the prose holds %q", left)
			}
			t.Logf("%d bytes, %d code cells", len(notebook), len(code))
		})
	}
}

// setUp runs the first cell.
func (k *fakeKernel) setUp(source string) {
	k.t.Helper()
	dir := k.cell(source)
	cmd := exec.Command("go", "run", "./"+dir)
	cmd.Dir = k.dir
	cmd.Env = append(os.Environ(), "GONB_TMP_DIR="+k.dir, "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "ready\n" {
		k.t.Fatalf("setting up: %v\n%s", err, out)
	}
}

func TestNotebookHoldsTheEdits(t *testing.T) {
	need.Time(t, "builds every lesson")
	notebook, err := Notebook(lesson(t, "entropy",
		build.Edit{Declaration: "Surprise", Text: "func Surprise(p float64) float64 { return 3 * math.Log2(1/p) }"},
		build.Edit{Declaration: "Mine", Text: "func Mine() float64 { return 7 }"},
		build.Edit{Declaration: "ExampleSurprise", Text: "fmt.Println(entropy.Surprise(0.25), \"mine\")", Cell: true},
		build.Edit{
			Declaration: "Cell1", Text: "type t int\nfunc (x t) seven() int { return 7 }\nfmt.Println(t(0).seven())", Cell: true,
		}))
	if err != nil {
		t.Fatal(err)
	}
	code, _ := sources(t, notebook)
	if last := code[len(code)-2]; !strings.Contains(last, "func Mine()") {
		t.Errorf("the reader's own declaration is not in the last cell but one:\n%s", last)
	}
	if last := code[len(code)-1]; !strings.Contains(last, "%%\n") || !strings.Contains(last, "t(0).seven()") {
		t.Errorf("the reader's own cell is not the last one:\n%s", last)
	}
	k := newKernel(t)
	k.setUp(code[0])
	dir := ""
	for _, cell := range code[1:] {
		if dir = k.cell(cell); strings.Contains(cell, `"mine"`) {
			if out := golang(t, k.dir, "run", "./"+dir); !strings.Contains(out, "6 mine") {
				t.Errorf("the reader's example prints\n%s", out)
			}
		}
		if strings.Contains(cell, "\nshowCell(BinaryCurve)") {
			break
		}
	}
	main, err := os.ReadFile(filepath.Join(k.dir, dir, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	k.write(dir+"/main.go", strings.Replace(string(main), "showCell(BinaryCurve)", `showCell(BinaryCurve, "p=0.25")`, 1))
	out := golang(t, k.dir, "run", "./"+dir)
	if !strings.Contains(out, "6.0000") || !strings.Contains(out, "displayed ") {
		t.Errorf("three times the surprise of 1/4 is not 6, or there is no figure:\n%s", out)
	}
}
