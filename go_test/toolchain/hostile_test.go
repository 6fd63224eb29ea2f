package toolchain

import (
	"fmt"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/server/build"
)

// hostileSources sends malicious sources to the compiler in the page. Every build
// ends within its limits, and the next one works.
func hostileSources(t *testing.T, p *browser.Page) {
	t.Helper()
	repeat := strings.Repeat
	types, inline := "type t0 struct{ a, b int }\n", "func f0(x int) int { return x + 1 }\n"
	for i := 1; i < 40; i++ {
		types += fmt.Sprintf("type t%d struct{ a, b t%d }\n", i, i-1)
	}
	for i := 1; i < 30; i++ {
		inline += fmt.Sprintf("func f%d(x int) int { return f%d(f%d(x)) }\n", i, i-1, i-1)
	}
	for _, tt := range []struct {
		name, text string
		want       string // part of the first message; "" allows any outcome within the limits
	}{
		{"exponential equality", types + "func bomb(a, b t39) bool { return a == b }", ""},
		{"doubling calls", inline + "var bomb = f29(1)", ""},
		{"large data", "var bomb = [1 << 29]byte{1<<29 - 1: 1}", ""},
		{"huge array", "var bomb [1 << 40]byte", ""},
		{"many large arrays", repeat("var _ = [1 << 24]int{1<<24 - 1: 1}\n", 60), ""},
		{"deep brackets", "var bomb = " + repeat("(", 5000) + "1" + repeat(")", 5000), "too complex"},
		{"deep functions", "var bomb " + repeat("func() ", 9000), ""},
		{"10 MB", "// " + repeat("x", 10<<20), "too long"},
		{"forged line", "//line /etc/passwd:1\nvar bomb int = \"\"", "//line comments are compiler directives"},
		{"js", "import \"syscall/js\"\nvar bomb = js.Global()", "lessons cannot use the package"},
		{"js, unimported", "var bomb = js.Global()", "undefined: js"},
		{"invalid character", "var bomb\x00 int", "not text"},
		{"open comment", "/* never closed", "comment not terminated"},
	} {
		deadline := 1_000 // a build without end need not take long
		if tt.want != "" {
			deadline = 100_000 // even a busy machine must have time for the message
		}
		got := buildIn(p, "entropy", []build.Edit{{Declaration: "Bomb", Text: tt.text}}, deadline)
		message := "a program"
		if len(got.Diagnostics) > 0 {
			message = got.Diagnostics[0].Message
		} else if got.Size == 0 {
			t.Errorf("%s: there is neither a program nor a diagnostic: %+v", tt.name, got)
		}
		t.Logf("%-22s %6d ms  %.120s", tt.name, got.Took, message)
		if !strings.Contains(message, tt.want) {
			t.Errorf("%s: got %.200q, want %q", tt.name, message, tt.want)
		}
		for _, secret := range []string{"/work", "/export", "-change0", "goroutine", "wasm"} {
			if strings.Contains(message, secret) {
				t.Errorf("%s: the message shows %q: %.300s", tt.name, secret, message)
			}
		}
	}
	if got := buildIn(p, "entropy", nil, 100_000); got.Size == 0 {
		t.Errorf("after these an ordinary build results in %+v", got)
	}
}
