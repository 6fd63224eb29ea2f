package kit

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"

	"abacus/server/build"
	"abacus/server/build/source"
)

func TestSplit(t *testing.T) {
	member := func(name, text string) string {
		if len(text)%2 == 1 {
			text += "\x00"
			return fmt.Sprintf("%-16s%-12d%-6d%-6d%-8o%-10d`\n", name, 0, 0, 0, 0o644, len(text)-1) + text
		}
		return fmt.Sprintf("%-16s%-12d%-6d%-6d%-8o%-10d`\n", name, 0, 0, 0, 0o644, len(text)) + text
	}
	export, object := member("__.PKGDEF", "types"), member("_go_.o", "code!!")
	path := filepath.Join(t.TempDir(), "p.a")
	for _, tt := range []struct {
		name, text string
		ok         bool
	}{
		{"whole", archiveStart + export + object, true},
		{"assembly too", archiveStart + export + object + member("asm.o", "more"), true},
		{"no archive", "\x00asm", false},
		{"cut header", archiveStart + export[:30], false},
		{"cut member", archiveStart + export[:len(export)-2], false},
		{"no export data", archiveStart + object, false},
	} {
		if err := os.WriteFile(path, []byte(tt.text), 0o644); err != nil {
			t.Fatal(err)
		}
		gotExport, gotObject, err := split(path)
		if (err == nil) != tt.ok {
			t.Errorf("%s: error %v", tt.name, err)
		}
		if !tt.ok {
			continue
		}
		if string(gotExport) != archiveStart+export || string(gotObject) != strings.Replace(tt.text, export, "", 1) {
			t.Errorf("%s: parted into %q and %q", tt.name, gotExport, gotObject)
		}
	}
}

func TestPacked(t *testing.T) {
	const (
		base, figure       = source.ProgramPath, source.NotebookPath + "/figure"
		entropy, lab       = source.LessonsPath + "entropy", source.LessonsPath + "entropy/lab"
		vg, mat, stat, csv = "gonum.org/v1/plot/vg", "gonum.org/v1/gonum/mat", "gonum.org/v1/gonum/stat", "encoding/csv"
	)
	p := &build.Prepared{
		Data: source.Data{
			Packages: []source.Package{{Path: csv, Name: "csv"}, {Path: figure, Name: "figure"}, {Path: mat, Name: "mat"}},
			Lessons:  []source.Lesson{{Slug: "entropy"}},
		},
		Archives: []build.Archive{
			{ImportPath: "runtime"}, {ImportPath: "bytes", Deps: []string{"runtime"}},
			{ImportPath: base, Deps: []string{"runtime"}}, {ImportPath: stat, Deps: []string{"runtime"}},
			{ImportPath: mat, Deps: []string{"runtime"}}, {ImportPath: csv, Deps: []string{"runtime"}},
			{ImportPath: vg, Deps: []string{"runtime"}}, {ImportPath: figure, Deps: []string{"runtime", vg}},
			{ImportPath: entropy, Deps: []string{"runtime", vg, figure, lab}}, {ImportPath: lab}, {ImportPath: "net"},
		},
	}
	got := packsOf(p)
	for path, want := range map[string]string{
		"runtime": "base", base: "base_ours", stat: "stats", vg: "plot", figure: "plot_ours", mat: "gonum",
		csv: "std", "net": "std",
		entropy: "lesson_entropy", lab: "lesson_entropy",
	} {
		if got[path] != want {
			t.Errorf("%s is in pack %q, want %q", path, got[path], want)
		}
	}
}

// TestStore keeps a file, serves its best form, and resumes compressing it.
func TestStore(t *testing.T) {
	k := newKit(t)
	content := []byte(strings.Repeat("content ", 10_000))
	f, err := k.add("some.pack", content)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := k.add("some.pack", content); err != nil || again != f {
		t.Errorf("the same content became %+v and %+v (%v)", f, again, err)
	}
	get := func(encodings ...string) (string, []byte) {
		t.Helper()
		r, encoding, size, err := k.Packed(f.Name, strings.Join(encodings, ","))
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		body, err := io.ReadAll(r)
		if err != nil || int64(len(body)) != size {
			t.Fatalf("%d bytes, announced %d (%v)", len(body), size, err)
		}
		return encoding, body
	}
	if encoding, body := get("br", "gzip"); encoding != "gzip" || int64(len(body)) != f.Gzip {
		t.Errorf("before brotli is done: %s, %d bytes", encoding, len(body))
	}
	if encoding, body := get(); encoding != "" || !bytes.Equal(body, content) {
		t.Errorf("for a client that takes nothing: %q, %d bytes", encoding, len(body))
	}
	m := &Manifest{Compile: f, Link: f, Assemble: f, Glue: f, Course: f}
	var stages []string
	if err := k.shrink(t.Context(), m, func(p build.Progress) { stages = append(stages, p.Stage) }); err != nil {
		t.Fatal(err)
	}
	encoding, body := get("br", "gzip")
	raw, err := io.ReadAll(brotli.NewReader(bytes.NewReader(body)))
	if err != nil || encoding != "br" || !bytes.Equal(raw, content) {
		t.Errorf("after brotli: %s, %d bytes (%v)", encoding, len(body), err)
	}
	if sized := k.sizes(m); sized.Link.Brotli != int64(len(body)) || m.Link.Brotli != 0 {
		t.Errorf("sizes %+v", sized.Link)
	}
	for _, name := range []string{"../" + f.Name, "manifest-x.json", f.Name + ".gz", "none-0123456789abcdef.pack"} {
		if r, _, _, err := k.Packed(name, "*"); err == nil {
			r.Close()
			t.Errorf("%s was served", name)
		}
	}
}

func newKit(t *testing.T) *Kit {
	t.Helper()
	module := fstest.MapFS{
		"go.mod": {Data: []byte("module abacus")}, "go.sum": {},
		"lessons/lessons.go": {Data: []byte("package lessons")}, "server/wire/wire.go": {Data: []byte("package wire")},
	}
	cache := filepath.Join(t.TempDir(), "[a] cache") // no pattern
	b, err := build.New(build.Config{Module: module, CacheDir: cache, Go: "no-such-go"})
	if err != nil {
		t.Fatal(err)
	}
	k, err := New(b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Close)
	return k
}

func TestWithoutAToolchainThereIsNoKit(t *testing.T) {
	k := newKit(t)
	_ = k.builder.Prepare(t.Context(), nil) // fails: there is no such command
	k.Want()
	if _, ok, err := k.Manifest(); ok || err == nil {
		t.Errorf("a kit from nothing: %v, %v", ok, err)
	}
}
