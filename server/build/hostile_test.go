package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/server/build/source"
	"abacus/server/fair"
)

// hostile is a text meant to harm the server, and how it must end.
type hostile struct {
	name, text string
	want       string // part of the first message; "" for any outcome within the limits
}

func hostiles() []hostile {
	repeat := strings.Repeat
	doubling := "const a0 = 1 << 400\n"
	for i := 1; i < 40; i++ {
		doubling += fmt.Sprintf("const a%d = a%d * a%d\n", i, i-1, i-1)
	}
	text := "const s0 = \"0123456789abcdef\"\n"
	types := "type t0 struct{ a, b int }\n"
	generics := "type G[T any] struct{ l *G[G[T]]; r T }\nvar g G[int]\n"
	for i := 1; i < 40; i++ {
		text += fmt.Sprintf("const s%d = s%d + s%d\n", i, i-1, i-1)
		types += fmt.Sprintf("type t%d struct{ a, b t%d }\n", i, i-1)
	}
	inline := "func f0(x int) int { return x + 1 }\n"
	for i := 1; i < 30; i++ {
		inline += fmt.Sprintf("func f%d(x int) int { return f%d(f%d(x)) }\n", i, i-1, i-1)
	}
	return []hostile{
		{"constant doubling", doubling + "const Bomb = a39", "overflow"},
		{"constant strings", text + "var bomb = len(s39)", ""},
		{"exponential types", types + "var bomb t39", ""},
		{"exponential equality", types + "func bomb(a, b t39) bool { return a == b }", ""},
		{"endless generics", generics, ""},
		{"doubling calls", inline + "var bomb = f29(1)", ""},
		{"huge array", "var bomb [1 << 40]byte", ""},
		{"huge data", "var bomb = [1 << 32]byte{1<<32 - 1: 1}", ""},
		{"large data", "var bomb = [1 << 29]byte{1<<29 - 1: 1}", ""},
		{"huge local array", "func bomb() byte { var a [1 << 30]byte; return a[len(a)-1] }", ""},
		{"many large arrays", repeat("var _ = [1 << 24]int{1<<24 - 1: 1}\n", 60), ""},
		{"deep brackets", "var bomb = " + repeat("(", 5000) + "1" + repeat(")", 5000), source.TooComplex},
		{"deep blocks", "func bomb() {" + repeat("{", 5000) + repeat("}", 5000) + "}", source.TooComplex},
		{"long sum", "var bomb = 1" + repeat("+1", 30000), source.TooComplex},
		{"many minuses", "var bomb = " + repeat("- ", 30000) + "1", source.TooComplex},
		{"deep pointers", "var bomb " + repeat("*", 30000) + "int", source.TooComplex},
		{"deep slices", "var bomb " + repeat("[]", 30000) + "int", source.TooComplex},
		{"deep channels", "var bomb " + repeat("chan ", 10000) + "int", ""},
		{"deep functions", "var bomb " + repeat("func() ", 9000), ""},
		{"deep else", "func bomb(x int) {" + repeat("if x > 0 {} else ", 3000) + "{} }", ""},
		{"many labels", "func bomb() {" + repeat("goto l\n", 5000) + "l: }", ""},
		{"deep selector", "var bomb = x" + repeat(".x", 30000), ""},
		{"large composite", "var bomb = []int{" + repeat("1,", 30000) + "}", ""},
		{"large map", "var bomb = map[int]string{" + numbered("%d: \"\",", 5000) + "}", ""},
		{"large switch", "func bomb(x int) {switch x {" + numbered("case %d: println(1)\n", 2500) + "}}", ""},
		{"10 MB", "// " + repeat("x", 10<<20), "too long"},
		{"10 MB of edits", repeat("var _ int\n", 1<<20), "too long"},
		{"forged line", "//line /etc/passwd:1\nvar bomb int = \"\"", "//line comments are compiler directives"},
		{"forged line inside", "func bomb() {\n\t/*line x.go:1:1*/ x\n}", "/*line comments are compiler directives"},
		{"forged line, broken", "func bomb( {\n//line x.go:7\n", "//line comments are compiler directives"},
		{"embed", "import _ \"embed\"\n//go:embed *\nvar bomb string", "//go: comments are compiler directives"},
		{"embed import", "import _ \"embed\"\nvar bomb string", "lessons cannot use the package"},
		{"linkname", "//go:linkname bomb runtime.exit\nfunc bomb()", "//go: comments are compiler directives"},
		{"cgo", "import \"C\"\nvar bomb = C.int(1)", "lessons cannot use the package"},
		{"unsafe", "import \"unsafe\"\nvar bomb = unsafe.Pointer(nil)", "lessons cannot use the package"},
		{"unsafe, unimported", "var bomb = unsafe.Pointer(nil)", "undefined: unsafe"},
		{"js", "import \"syscall/js\"\nvar bomb = js.Global()", "lessons cannot use the package"},
		{"js, unimported", "var bomb = js.Global()", "undefined: js"},
		{
			"our program package",
			"import \"abacus/server/build/program\"\nvar bomb = program.Encode",
			"lessons cannot use the package",
		},
		{"our import name", "var bomb = abacus_program.Encode", "undefined: abacus_program"},
		{"absolute import", "import \"/etc/passwd\"\nvar bomb int", "lessons cannot use the package"},
		{"relative import", "import \"../program\"\nvar bomb int", "lessons cannot use the package"},
		{"odd import", "import \"fmt\\\" \\n\"\nvar bomb int", "lessons cannot use the package"},
		{"empty import", "import \"\"\nvar bomb int", ""},
		{"assembly", "func bomb()", "missing function body"},
		{"init cycle", "var bomb = f()\nfunc f() int { return bomb }", "initialization cycle"},
		{"type cycle", "type bomb [2]bomb", "invalid recursive type"},
		{"array of itself", "var bomb [len(bomb)]int", "initialization cycle"},
		{"invalid UTF-8", "var bomb = \"\xff\xfe\"", "not text"},
		{"NUL", "var bomb\x00 int", "not text"},
		{"second main", "func main() {}", "a program"},
		{"package clause", "package other\nvar bomb int", "a program"},
		{"two package clauses", "package other\npackage other\nvar bomb int", "non-declaration"},
		{"open comment", "/* never closed", "comment not terminated"},
		{"open string", "var bomb = `never closed", "string not terminated"},
		{"escape by braces", "}\nfunc other() {", "no partner"},
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestHostileSources sends everything hostile while an ordinary learner keeps
// pressing Run.
func TestHostileSources(t *testing.T) {
	b := fresh(t, func(c *Config) {
		c.CacheDir = t.TempDir()
		c.Processor = 3 * time.Second // ends hostile texts quickly, however busy the machine is
		c.Deadline = 20 * time.Second
	})
	ctx, stop := context.WithCancel(t.Context())
	var others sync.WaitGroup
	others.Add(1)
	var slowest time.Duration
	served := 0
	go func() {
		defer others.Done()
		for ; ctx.Err() == nil; served++ {
			start := time.Now()
			text := fmt.Sprintf("func Size(counts []int) int { return %d }", served)
			patient, cancel := context.WithTimeout(t.Context(), need.Patience)
			r, err := b.Build(patient, Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}, Edits: edit("Size", text)})
			cancel()
			if err != nil || r.Program == nil {
				t.Errorf("an ordinary build failed: %v %v", err, r.Diagnostics)
				return
			}
			slowest = max(slowest, time.Since(start))
			time.Sleep(50 * time.Millisecond)
		}
	}()
	// Built at their pace: two at once, as the queue would have it.
	var group sync.WaitGroup
	gate := make(chan struct{}, 2)
	for _, h := range hostiles() {
		gate <- struct{}{}
		group.Go(func() {
			defer func() { <-gate }()
			h.run(t, b)
		})
	}
	group.Wait()
	stop()
	others.Wait()
	t.Logf("meanwhile %d ordinary builds were served, the slowest in %s", served, slowest.Round(time.Millisecond))
	if served == 0 {
		t.Error("no ordinary build was served meanwhile")
	}
	if left, _ := filepath.Glob(filepath.Join(b.work, "*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func (h hostile) run(t *testing.T, b *Builder) {
	start := time.Now()
	r, err := b.Build(t.Context(), Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}, Edits: edit("Bomb", h.text)})
	if err != nil {
		t.Errorf("%s: %v", h.name, err)
		return
	}
	took := time.Since(start)
	message := "a program"
	if r.Program == nil {
		message = r.Diagnostics[0].Message
	}
	if testing.Verbose() {
		t.Logf("%-22s %6d ms  %.120s", h.name, took.Milliseconds(), message)
	}
	if h.want != "" && !strings.Contains(message, h.want) {
		t.Errorf("%s: got %.200q, want %q", h.name, message, h.want)
	}
	for _, d := range r.Diagnostics {
		for _, secret := range []string{b.cfg.CacheDir, b.work, os.TempDir(), "/root", "/home", "/usr", "-change0",
			"-main.go",
			"the program", "goroutine"} {
			if strings.Contains(d.Message+d.Hint, secret) {
				t.Errorf("%s: message leaks %q: %.300s", h.name, secret, d.Message)
			}
		}
	}
	again, err := b.Build(
		t.Context(),
		Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}, Edits: edit("Bomb", h.text)},
	)
	if err != nil || !again.Cached && h.want != "too long" {
		t.Errorf("%s: %q was not kept: built again, error %v", h.name, message, err)
	}
}

func TestBusy(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir, c.Parallel, c.Queue = t.TempDir(), 1, 2 })
	leave, err := enter(t, b.queue, fair.Client{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var group sync.WaitGroup
	busy := make(chan *BusyError, 3)
	for i := range 3 {
		group.Go(func() {
			_, err := b.Build(
				ctx,
				Request{Lesson: "entropy", Edits: edit("Size", fmt.Sprintf("func Size(counts []int) int { return %d }", i))},
			)
			var e *BusyError
			if errors.As(err, &e) {
				busy <- e
				cancel() // the waiting two give up
			} else if !errors.Is(err, context.Canceled) {
				t.Errorf("error %v, want busy or cancelled", err)
			}
		})
	}
	group.Wait()
	leave()
	if len(busy) != 1 || (<-busy).Ahead != 2 {
		t.Errorf("want exactly one answer of busy, 2 ahead")
	}
}
