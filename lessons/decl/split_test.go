package decl

import (
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, tt := range []struct{ text, outside, inside string }{
		{"x := 1\nfmt.Println(x)", "", "x := 1\nfmt.Println(x)"},
		{"func f() int { return 1 }\nf()", "func f() int { return 1 }", "\nf()"},
		{"f()\nfunc f() {\n\tg()\n}", "\nfunc f() {\n\tg()\n}", "f()"},
		{"import \"math\"\nmath.Pi", "import \"math\"", "\nmath.Pi"},
		{"type p struct{ x int }\nq := p{1}", "", "type p struct{ x int }\nq := p{1}"},
		{"type p struct{ x int }\nfunc (a p) X() int { return a.x }\np{1}.X()",
			"type p struct{ x int }\nfunc (a p) X() int { return a.x }", "\n\np{1}.X()"},
		{"var n = m\nconst m = 2\nvar o = 3\nfunc f() int { return n }", "var n = m\nconst m = 2\n\nfunc f() int { return n }", "\n\nvar o = 3"},
		{"var (\n\ta = 1\n\tb, c = 2, 3\n)\nfunc f() int { return c }", "var (\n\ta = 1\n\tb, c = 2, 3\n)\nfunc f() int { return c }", ""},
		{"func() { println() }()", "", "func() { println() }()"},
		{"func(x int) int { return x }(1)", "", "func(x int) int { return x }(1)"},
		{"func id[T any](x T) T { return x }\nid(1)", "func id[T any](x T) T { return x }", "\nid(1)"},
		{"package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n", "\n\nimport \"fmt\"", "\n\n\n\n\n\tfmt.Println(1)"},
		{"// F does.\nfunc F() {}\n", "// F does.\nfunc F() {}", "// F does."},
		{"for {\n\tfunc() {}()\n}", "", "for {\n\tfunc() {}()\n}"},
		{"if x := 1; x > 0 {\n\tf()\n}\nfor i := 0; i < 3; i++ {\n}\nfunc f() {}", "\n\n\n\n\nfunc f() {}",
			"if x := 1; x > 0 {\n\tf()\n}\nfor i := 0; i < 3; i++ {\n}"},
		{"s := \"é\"; func f() {}", "         ; func f() {}", "s := \"é\";"},
		{"func f( {", "func f( {", ""},
		{"}\nx := 1", "", "}\nx := 1"},
		{"", "", ""},
		{"// only", "// only", "// only"},
	} {
		outside, inside := Split(tt.text, func(string) bool { return false })
		if len(outside) != len(tt.text) || len(inside) != len(tt.text) {
			t.Errorf("%q: the parts have %d and %d bytes", tt.text, len(outside), len(inside))
		}
		if got := trimmed(outside); got != trimmed(tt.outside) {
			t.Errorf("%q has the declarations\n%q, want\n%q", tt.text, got, tt.outside)
		}
		if got := trimmed(inside); got != trimmed(tt.inside) {
			t.Errorf("%q has the statements\n%q, want\n%q", tt.text, got, tt.inside)
		}
	}
}

// trimmed takes blanks from the ends of lines, and of the text.
func trimmed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t;")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// What other cells use is a declaration.
func TestSplitSharesWhatOthersUse(t *testing.T) {
	text := "type p int\nvar n = 3"
	outside, inside := Split(text, func(name string) bool { return name == "p" || name == "n" })
	if trimmed(outside) != "type p int" || trimmed(inside) != "\nvar n = 3" {
		t.Errorf("got %q and %q", outside, inside)
	}
}

// FuzzSplit: each byte stands in one of the parts at least, in its place.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"func f() {}\nf()", "func main() { x }", "var a, b = 1, 2", "type (\nA int\n)\nfunc (A) f() {}", "}{"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		outside, inside := Split(text, func(string) bool { return false })
		if len(outside) != len(text) || len(inside) != len(text) {
			t.Fatalf("%q is cut into %q and %q", text, outside, inside)
		}
		for i := range len(text) {
			for _, part := range []string{outside, inside} {
				if part[i] != text[i] && part[i] != ' ' {
					t.Fatalf("%q is cut into %q and %q", text, outside, inside)
				}
			}
		}
	})
}
