package download

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/content"
	"abacus/deploy"
	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/fair"
	"abacus/server/programs"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
	"abacus/web"
)

// noSQL stands for the database: downloads run none.
type noSQL struct{}

func (noSQL) Run(context.Context, sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	return nil, sqlcell.Done
}
func (noSQL) Schema(context.Context, string, string) (notebook.Drawing, error) {
	d := diagram.New("schema", 10, 10)
	d.Describe("tables")
	return d, nil
}

var course = sync.OnceValues(func() (*web.Course, error) {
	return web.Load(web.Config{
		Content: content.FS(), Source: os.DirFS("../../lessons"), Files: deploy.FS, Templates: web.Templates(),
		Lessons: lessons.All(), SQL: noSQL{},
		Asset: func(name string) (string, error) { return name, nil },
	})
})

var builder = sync.OnceValues(func() (*build.Builder, error) {
	cache, err := need.CacheDir()
	if err != nil {
		return nil, err
	}
	b, err := build.New(build.Config{Module: os.DirFS("../.."), Lessons: lessons.Slugs(), CacheDir: cache})
	if err != nil {
		return nil, err
	}
	return b, b.Prepare(context.Background(), nil)
})

// lesson returns a lesson with edits.
func lesson(t *testing.T, slug string, edits ...build.Edit) Lesson {
	t.Helper()
	return withCells(t, slug, wire.DownloadRequest{Edits: edits})
}

// withCells returns a lesson with a reader's work.
func withCells(t *testing.T, slug string, work wire.DownloadRequest) Lesson {
	t.Helper()
	c, err := course()
	if err != nil {
		t.Fatal(err)
	}
	own, err := NameCells(work)
	if err != nil {
		t.Fatal(err)
	}
	module := os.DirFS("../..")
	b, err := builder()
	if err != nil {
		t.Fatal(err)
	}
	bounds := admission.Bounds{Work: admission.NewGate(1, 0, time.Minute)}
	room := &programs.Room{Config: programs.Config{Builder: b, Module: module, Bounds: bounds}}
	pkg, err := room.Package(t.Context(), fair.Client{}, slug, append(work.Edits, Edits(own)...))
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(module, c, pkg, own)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// slugs returns the lessons to try: three, and all of them in CI.
func slugs() []string {
	if os.Getenv("CI") == "true" {
		return lessons.Slugs()
	}
	return []string{"gini", "joins", "trees"}
}

// workplace returns an empty directory, the same for all modules that are tried one
// after the other: Go compiles what lies in another one again.
func workplace(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(os.TempDir(), "abacus-download-test")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return t.TempDir() // another test uses it
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// unpack writes a zip file's content into a directory and returns the only
// directory in it.
func unpack(t *testing.T, archive []byte) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	dir := workplace(t)
	if err := os.CopyFS(dir, r); err != nil {
		t.Fatal(err)
	}
	top, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(top) != 1 {
		t.Fatalf("the zip file holds %q at its top, want one directory (%v)", top, err)
	}
	module := filepath.Join(dir, "module")
	if err := os.Rename(top[0], module); err != nil {
		t.Fatal(err)
	}
	return module
}

// golang runs the go command in dir as on a machine that has the modules and
// no network.
func golang(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestModulesWork(t *testing.T) {
	need.Time(t, "builds every lesson")
	for _, slug := range slugs() {
		t.Run(slug, func(t *testing.T) {
			l := lesson(t, slug)
			archive, err := Module(l)
			if err != nil {
				t.Fatal(err)
			}
			if again, _ := Module(l); !bytes.Equal(archive, again) {
				t.Error("two zip files of the same lesson differ")
			}
			dir := unpack(t, archive)
			golang(t, dir, "vet", "./...")
			if out := golang(t, dir, "test", "-short", "-vet=off", "./..."); !strings.Contains(
				out,
				"ok  \tabacus/lessons/"+slug+"\t",
			) {
				t.Errorf("the lesson's tests did not run:\n%s", out)
			}
			out := golang(t, dir, "run", ".")
			for _, cell := range l.cells() {
				if !strings.Contains(out, "== "+cell+"\n") {
					t.Errorf("cell %s did not run", cell)
				}
			}
			if figures, _ := filepath.Glob(filepath.Join(dir, "figures", "*.svg")); len(figures) == 0 {
				t.Error("no figure was drawn")
			}
			requirements(t, dir)
			t.Logf("%d bytes", len(archive))
		})
	}
}

// requirements checks that go.mod names the modules that are needed, and no
// other.
func requirements(t *testing.T, dir string) {
	t.Helper()
	list := func(args ...string) []string {
		lines := strings.Fields(golang(t, dir, args...))
		slices.Sort(lines)
		return slices.Compact(lines)
	}
	needed := list("list", "-deps", "-test", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./...")
	var mod struct{ Require []struct{ Path string } }
	if err := json.Unmarshal([]byte(golang(t, dir, "mod", "edit", "-json")), &mod); err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, r := range mod.Require {
		named = append(named, r.Path)
	}
	slices.Sort(named)
	if !slices.Equal(needed, named) {
		t.Errorf("go.mod names\n%q, needed are\n%q", named, needed)
	}
}

func TestModuleHoldsTheEdits(t *testing.T) {
	need.Time(t, "builds every lesson")
	l := lesson(t, "entropy",
		build.Edit{
			Declaration: "Surprise",
			Text:        "// Surprise is mine.\nfunc Surprise(p float64) float64 { return 3 * math.Log2(1/p) }",
		},
		build.Edit{Declaration: "Example_gonum", Text: "fmt.Println(7)", Cell: true},
		build.Edit{Declaration: "ExampleGain", Text: "fmt.Println(", Cell: true},
		build.Edit{
			Declaration: "ExampleSurprise", Cell: true,
			Text: "fmt.Println(half(entropy.Surprise(0.5)))\nfunc half(x float64) float64 { return x / 2 }",
		},
	)
	archive, err := Module(l)
	if err != nil {
		t.Fatal(err)
	}
	dir := unpack(t, archive)
	golang(t, dir, "vet", "./lessons/entropy")
	if out := golang(t, dir, "run", ".", "BinaryCurve", "p=0.25"); !strings.Contains(out, "6.0000") {
		t.Errorf("three times the surprise of 1/4 is not 6:\n%s", out)
	}
	golang(t, dir, "vet", "./notebook")
	if out := golang(t, dir, "run", "./notebook"); !strings.Contains(out, "1.5") {
		t.Errorf("half of three times the surprise of 1/2 is not 1.5:\n%s", out)
	}
	broken, err := os.ReadFile(filepath.Join(dir, "notebook", "examplegain.txt"))
	if err != nil || string(broken) != "fmt.Println(\n" {
		t.Errorf("what is not Go was not kept: %q, %v", broken, err)
	}
	readme, err := os.ReadFile(filepath.Join(dir, "README.md"))
	if err != nil || !strings.Contains(string(readme), "yours-1-surprise.go") {
		t.Errorf("README.md does not name the reader's file: %v\n%s", err, readme)
	}
}
