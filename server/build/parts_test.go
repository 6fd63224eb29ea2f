package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"
)

func TestFormat(t *testing.T) {
	for _, tt := range []struct{ text, want, wrong string }{
		{"func  F( ) int {\r\n  return 1 }", "func F() int {\n\treturn 1\n}", ""},
		{"func F() int { return 1", "func F() int { return 1", "expected '}'"},
		{"var x = " + strings.Repeat("(", 5000), "", tooComplex},
		{strings.Repeat("var _ int\n", 1<<16), "", "too long"},
	} {
		got, d := Format(Edit{"F", tt.text})
		if d == nil && tt.wrong != "" || d != nil && (tt.wrong == "" || !strings.Contains(d.Message, tt.wrong)) {
			t.Errorf("Format(%.40q): mistake %+v, want %q", tt.text, d, tt.wrong)
		}
		if tt.want != "" && got != tt.want {
			t.Errorf("Format(%.40q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

// pocket is a lesson small enough to look at.
func pocket(t *testing.T) (*prepared, *lesson) {
	t.Helper()
	fsys := fstest.MapFS{
		"lessons/pocket/a.go": {Data: []byte(`package pocket

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Half halves.
func Half(x float64) float64 { return math.Abs(x) / 2 }

type (
	// Tree is one.
	Tree struct{ left *Tree }
	leaf int
)

func (t *Tree) Depth() int { return depth(t) }

func depth(t *Tree) int { return 1 }

const (
	red = iota
	green
)

func Plain(nb *notebook.Cell) { nb.Say("%v", Half(1)) }

func Drawn(nb *notebook.Cell) { nb.Show(figure.New(fmt.Sprint(green), "", "")) }
`)},
		"lessons/pocket/lab/lab.go": {Data: []byte("package lab\n")},
	}
	l, err := parseLesson(fsys, "lessons/pocket", []string{"a.go"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &prepared{
		byName: map[string][]string{"rand": {"math/rand/v2", "math/rand"}, "mat": {"gonum.org/v1/gonum/mat"}, "math": {"math"}},
		exports: map[string]names{
			"math/rand/v2": setOf([]string{"IntN", "New", "NewPCG"}), "math/rand": setOf([]string{"Intn", "New"}),
			"gonum.org/v1/gonum/mat": setOf([]string{"NewDense"}), "math": setOf([]string{"Abs"}), "fmt": {},
		},
		deps: map[string]names{},
	}
	return p, l
}

func TestLessonParts(t *testing.T) {
	_, l := pocket(t)
	want := []string{"Drawn", "Half", "Plain", "Tree", "Tree.Depth", "depth", "green", "leaf", "red"}
	if got := slices.Sorted(maps.Keys(l.named)); !slices.Equal(got, want) {
		t.Errorf("declarations %v, want %v", got, want)
	}
	if got := l.cells(); !slices.Equal(got, []string{"Drawn", "Plain"}) {
		t.Errorf("cells %v", got)
	}
	if got, want := l.named["Tree"].text, "type // Tree is one.\n\tTree struct{ left *Tree }"; got != want {
		t.Errorf("Tree reads %q, want %q, as package web shows it", got, want)
	}
	if !l.sub("lab.Run") || l.sub("Tree.Depth") {
		t.Error("lab is a sub-package, Tree is not")
	}
}

func TestAssembleLeavesOutTheUnused(t *testing.T) {
	p, l := pocket(t)
	c, wrong := p.edited(l, Edit{"Half", "func Half(x float64) float64 { return float64((&Tree{}).Depth()) }"})
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	text := p.assemble(l, []*change{c}, []string{"Plain"})["a.go"]
	for _, part := range []string{"func Plain", "type // Tree", "func (t *Tree) Depth", "func depth", "//line lesson/Tree.Depth:1:1\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	for _, part := range []string{"func Half", "func Drawn", "leaf", "iota", `"math"`, `"fmt"`, "figure"} {
		if strings.Contains(text, part) {
			t.Errorf("%q should not be in\n%s", part, text)
		}
	}
}

func TestImports(t *testing.T) {
	p, l := pocket(t)
	for _, tt := range []struct{ text, want string }{
		{"func F() int { return rand.IntN(2) }", `import ("math/rand/v2")`},
		{"func F() int { return rand.Intn(2) }", `import ("math/rand")`},
		{"func F() any { return mat.NewDense(1, 1, nil) }", `import ("gonum.org/v1/gonum/mat")`},
		{"func F(mat Tree) *Tree { return mat.left }", ""},
		{"func F() float64 { rand := 1.5; return math.Abs(rand) }", `import ("math")`},
		{"func F() string { return figure.New(\"\", \"\", \"\").X }", `import ("abacus/lessons/notebook/figure")`},
		{"import \"math\"\nfunc F() int { return 1 }", ""},
		{"import m \"math\"\nfunc F() float64 { return m.Abs(1) }", `import (m "math")`},
		{"import _ \"fmt\"\nfunc F() {}", `import (_ "fmt")`},
		{"func F() { Half.x() }", ""},
	} {
		c, wrong := p.edited(l, Edit{"F", tt.text})
		if c == nil || len(wrong) > 0 {
			t.Fatalf("%s: %v", tt.text, wrong)
		}
		var b strings.Builder
		writeImports(&b, p.resolve(l, c, names{"Half": true}))
		if got := strings.TrimSpace(b.String()); got != tt.want {
			t.Errorf("%s: imports %q, want %q", tt.text, got, tt.want)
		}
		if strings.Count(c.text, "\n") != strings.Count(tt.text, "\n") || strings.Contains(c.text, "import") {
			t.Errorf("%s: compiled as %q, want its lines kept and its imports gone", tt.text, c.text)
		}
	}
}

func TestDiagnoseHidesThisMachine(t *testing.T) {
	got := diagnose("yours/F:2:3: cannot find /home/me/.cache/abacus/packages-12/007.a: bad\n" +
		"\tlesson/Tree.Depth:4:1: other use\n")
	if len(got) != 1 || got[0].Message != "cannot find the program: bad; Tree.Depth, line 4: other use" {
		t.Errorf("got %+v", got)
	}
	for _, crash := range []string{"yours/F:1:1: internal compiler error: boom", "panic: x\n\ngoroutine 1 [running]:", "fatal error: out of memory"} {
		if got := diagnose(crash); got != nil {
			t.Errorf("diagnose(%q) = %+v, want nothing: that is no mistake in the source", crash, got)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	c := newCache(10 << 10)
	now := time.Now()
	c.now = func() time.Time { return now }
	for i := range 20 {
		c.put(fmt.Sprint(i), Result{}, 0)
	}
	if c.used > c.limit || c.order.Len() != len(c.byID) {
		t.Errorf("%d bytes used of %d, %d entries, %d names", c.used, c.limit, c.order.Len(), len(c.byID))
	}
	if _, ok := c.get("19"); !ok {
		t.Error("the newest is gone")
	}
	c.put("brief", Result{}, time.Minute)
	now = now.Add(2 * time.Minute)
	if _, ok := c.get("brief"); ok {
		t.Error("a result outlived its time")
	}
}

func TestFlightsAreShared(t *testing.T) {
	fs := flights{byID: map[string]*flight{}}
	var calls atomic.Int32
	arrived, release := make(chan struct{}), make(chan struct{})
	work := func(context.Context) (Result, error) {
		calls.Add(1)
		close(arrived)
		<-release
		return Result{Cached: true}, nil
	}
	results := make(chan Result, 2)
	ask := func() { r, _ := fs.do(t.Context(), "x", work); results <- r }
	go ask()
	<-arrived
	go ask()
	for waiting := 0; waiting < 2; time.Sleep(time.Millisecond) {
		fs.mu.Lock()
		waiting = fs.byID["x"].waiting
		fs.mu.Unlock()
	}
	close(release)
	first, second := <-results, <-results
	if !first.Cached || !second.Cached || calls.Load() != 1 {
		t.Errorf("two askers got %+v and %+v from %d calls", first, second, calls.Load())
	}
}

func TestFlightEndsWithItsLastAsker(t *testing.T) {
	fs := flights{byID: map[string]*flight{}}
	ended := make(chan error, 1)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := fs.do(ctx, "x", func(own context.Context) (Result, error) {
		cancel()
		<-own.Done()
		ended <- own.Err()
		return Result{}, own.Err()
	})
	if !errors.Is(err, context.Canceled) || !errors.Is(<-ended, context.Canceled) {
		t.Errorf("error %v, want cancelled, and the work ended", err)
	}
}

func TestSweep(t *testing.T) {
	root := t.TempDir()
	old, young := filepath.Join(root, "work", "build-1"), filepath.Join(root, "work", "build-2")
	for _, dir := range []string{old, young} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	past := time.Now().Add(-2 * staleWork)
	if err := os.Chtimes(old, past, past); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Config{CacheDir: root}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(old); !os.IsNotExist(err) {
		t.Error("what a killed process left is still there")
	}
	if _, err := os.Stat(young); err != nil {
		t.Errorf("what is under way is gone: %v", err)
	}
}
