package build

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/lessons"
)

// The packages are prepared once for all tests, in a directory that later
// runs find again.
var shared = sync.OnceValues(func() (*Builder, error) {
	b, err := New(testConfig())
	if err != nil {
		return nil, err
	}
	return b, b.Prepare(context.Background(), nil)
})

func testConfig() Config {
	var slugs []string
	for _, l := range lessons.All() {
		slugs = append(slugs, l.Slug)
	}
	cache, err := need.CacheDir()
	if err != nil {
		panic(err) // nothing says where this user keeps anything
	}
	return Config{
		Module: os.DirFS("../.."), Lessons: slugs, CacheDir: cache,
		Deadline: 60 * time.Second, Patience: 10 * time.Minute, // the tests' machine may be busy
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	}
}

// builder returns the shared Builder.
func builder(t testing.TB) *Builder {
	t.Helper()
	need.Time(t, "builds programs")
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// fresh returns a Builder of its own on the packages the shared one prepared.
func fresh(t testing.TB, change func(*Config)) *Builder {
	t.Helper()
	shared := builder(t)
	cfg := testConfig()
	change(&cfg)
	b, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	b.ready.Store(shared.ready.Load())
	return b
}

func edit(declaration, text string) []Edit { return []Edit{{Declaration: declaration, Text: text}} }

func mustBuild(t testing.TB, b *Builder, req Request) *Program {
	t.Helper()
	r, err := b.Build(t.Context(), req)
	if err != nil {
		t.Fatalf("building %s: %v", req.Lesson, err)
	}
	if r.Program == nil {
		t.Fatalf("building %s: %+v", req.Lesson, r.Diagnostics)
	}
	return r.Program
}

func TestDiagnosticsAreOnTheLearnersLine(t *testing.T) {
	b := builder(t)
	for _, tt := range []struct {
		name, declaration, text string
		want                    Diagnostic // Message: a part of it
		hint                    string     // a part
	}{
		{"declared and not used", "Binary",
			"// Binary is mine.\nfunc Binary(p float64) float64 {\n\tq := 1 - p\n\treturn p\n}",
			Diagnostic{Line: 3, Column: 2, Message: "declared and not used: q"}, "Use q, remove it"},
		{"undefined", "Binary", "func Binary(p float64) float64 {\n\treturn entropy(p)\n}",
			Diagnostic{Line: 2, Column: 9, Message: "undefined: entropy"}, "capital letters"},
		{"unknown in package", "Binary", "func Binary(p float64) float64 {\n\treturn math.Lg(p)\n}",
			Diagnostic{Line: 2, Column: 14, Message: "undefined: math.Lg"}, "package math has no Lg"},
		{"missing return", "Binary", "func Binary(p float64) float64 {\n}",
			Diagnostic{Line: 2, Column: 1, Message: "missing return"}, "return and a value"},
		{"mismatched types", "Binary", "func Binary(p float64) float64 {\n\tn := 2\n\treturn n * p\n}",
			Diagnostic{Line: 3, Column: 9, Message: "mismatched types int and float64"}, "float64(n)"},
		{"wrong type", "Binary", "func Binary(p float64) float64 {\n\treturn \"p\"\n}",
			Diagnostic{Line: 2, Column: 9, Message: "cannot use \"p\""}, "A number stands without quotes"},
		{"declaration outside", "Binary", "x := 1\nfunc Binary(p float64) float64 { return x }",
			Diagnostic{Line: 1, Column: 1, Message: "non-declaration statement"}, "var x = …"},
		{"missing comma", "Binary", "func Binary(p float64) float64 {\n\treturn Entropy([]float64{\n\t\tp,\n\t\t1-p\n\t})\n}",
			Diagnostic{Line: 4, Column: 6, Message: "unexpected newline in composite literal"},
			"end this line with a comma"},
		{"missing brace", "Binary", "func Binary(p float64) float64 {\n\treturn p\n",
			Diagnostic{Line: 3, Column: 1, Message: "expected }"}, "Count the braces"},
		{"too many arguments", "Binary", "func Binary(p float64) float64 {\n\treturn Entropy(nil, p)\n}",
			Diagnostic{Line: 2, Column: 22, Message: "too many arguments in call to Entropy"}, "Entropy takes fewer"},
		{"not enough arguments", "Binary", "func Binary(p float64) float64 {\n\treturn Entropy()\n}",
			Diagnostic{Line: 2, Column: 9, Message: "not enough arguments in call to Entropy"}, "Entropy needs more"},
		{"assignment mismatch", "Binary", "func Binary(p float64) float64 {\n\ta, b := p\n\treturn a + b\n}",
			Diagnostic{Line: 2, Column: 10, Message: "assignment mismatch"}, "number of names"},
		{"unexported", "Binary", "func Binary(p float64) float64 {\n\treturn math.sqrt(p)\n}",
			Diagnostic{Line: 2, Column: 14, Message: "name sqrt not exported by package math"}, "capital"},
		{"no package of ours", "Binary", "import \"net/http\"\n\nfunc Binary(p float64) float64 {\n\treturn 1\n}",
			Diagnostic{Line: 1, Column: 8, Message: "lessons cannot use the package"}, "no network"},
		{"cycle", "Binary", "import \"abacus/lessons/gini\"\n\nfunc Binary(p float64) float64 {\n\treturn gini.Gini(nil)\n}",
			Diagnostic{Line: 1, Column: 8, Message: "imports this lesson"}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := b.Build(
				t.Context(),
				Request{Lesson: "entropy", Edits: edit(tt.declaration, tt.text), Cells: []string{"NatsAndBits"}},
			)
			if err != nil {
				t.Fatal(err)
			}
			if len(r.Diagnostics) == 0 {
				t.Fatal("no diagnostics")
			}
			got := r.Diagnostics[0]
			if got.Declaration != tt.declaration || !got.Yours || got.Line != tt.want.Line || got.Column != tt.want.Column {
				t.Errorf("placed at %+v, want %s line %d column %d", got, tt.declaration, tt.want.Line, tt.want.Column)
			}
			if !strings.Contains(got.Message, tt.want.Message) || !strings.Contains(got.Hint, tt.hint) ||
				(tt.hint == "") != (got.Hint == "") {
				t.Errorf("message %q, hint %q; want %q, %q", got.Message, got.Hint, tt.want.Message, tt.hint)
			}
		})
	}
}

func TestMistakesElsewhereNameTheLessonsDeclaration(t *testing.T) {
	r, err := builder(t).Build(t.Context(), Request{Lesson: "entropy", Cells: []string{"NatsAndBits"},
		Edits: edit("Entropy", "func Enthalpy(p []float64) float64 { return 0 }")})
	if err != nil || len(r.Diagnostics) == 0 {
		t.Fatalf("result %+v, error %v; want diagnostics", r, err)
	}
	got := r.Diagnostics[0]
	if got.Yours || got.Declaration != "NatsAndBits" || got.Line == 0 || got.Message != "undefined: Entropy" {
		t.Errorf("got %+v, want undefined: Entropy in the lesson's NatsAndBits", got)
	}
}

func TestErrors(t *testing.T) {
	b := builder(t)
	for name, tt := range map[string]struct {
		req  Request
		want error
	}{
		"lesson":          {Request{Lesson: "alchemy"}, ErrUnknown},
		"cell":            {Request{Lesson: "entropy", Cells: []string{"Entropy"}}, ErrUnknown},
		"sub-package":     {Request{Lesson: "rollout", Edits: edit("lab.Run", "func Run() {}")}, ErrUnknown},
		"path as a name":  {Request{Lesson: "entropy", Edits: edit("../../x", "func X() {}")}, ErrBadEdit},
		"name with colon": {Request{Lesson: "entropy", Edits: edit("a:1:1", "func X() {}")}, ErrBadEdit},
		"twice": {Request{Lesson: "entropy", Edits: append(edit("Gain", "func Gain() {}"), edit("Entropy,Gain",
			"func Gain() {}")...)},
			ErrBadEdit},
	} {
		if _, err := b.Build(t.Context(), tt.req); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", name, err, tt.want)
		}
	}
}

func TestWithoutToolchain(t *testing.T) {
	cfg := testConfig()
	cfg.Go, cfg.CacheDir = "no-such-go", t.TempDir()
	b, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Build(t.Context(), Request{Lesson: "entropy"}); !errors.Is(err, ErrPreparing) {
		t.Errorf("before Prepare: error %v, want %v", err, ErrPreparing)
	}
	if err := b.Prepare(t.Context(), nil); !errors.Is(err, ErrNoToolchain) {
		t.Errorf("Prepare: error %v, want %v", err, ErrNoToolchain)
	}
	if s := b.Status(); s.State != Unavailable || s.Problem == "" {
		t.Errorf("status %+v, want unavailable with the problem", s)
	}
	if _, err := b.Build(t.Context(), Request{Lesson: "entropy"}); !errors.Is(err, ErrUnavailable) {
		t.Errorf("after Prepare: error %v, want %v", err, ErrUnavailable)
	}
}
