package decl

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// cuts is a text, and what of it Split puts outside and inside of the function.
type cuts struct{ text, outside, inside string }

func TestSplit(t *testing.T) {
	for _, tt := range []cuts{
		{"x := 1\nfmt.Println(x)", "", "x := 1\nfmt.Println(x)"},
		{"func f() int { return 1 }\nf()", "func f() int { return 1 }", "\nf()"},
		{"f()\nfunc f() {\n\tg()\n}", "\nfunc f() {\n\tg()\n}", "f()"},
		{"import \"math\"\nmath.Pi", "import \"math\"", "\nmath.Pi"},
		{"type p struct{ x int }\nq := p{1}", "", "type p struct{ x int }\nq := p{1}"},
		{"type p struct{ x int }\nfunc (a p) X() int { return a.x }\np{1}.X()",
			"type p struct{ x int }\nfunc (a p) X() int { return a.x }", "\n\np{1}.X()"},
		{"var n = m\nconst m = 2\nvar o = 3\nfunc f() int { return n }",
			"var n = m\nconst m = 2\n\nfunc f() int { return n }", "\n\nvar o = 3"},
		{"var (\n\ta = 1\n\tb, c = 2, 3\n)\nfunc f() int { return c }",
			"var (\n\ta = 1\n\tb, c = 2, 3\n)\nfunc f() int { return c }", ""},
		{"func() { println() }()", "", "func() { println() }()"},
		{"func(x int) int { return x }(1)", "", "func(x int) int { return x }(1)"},
		{"func id[T any](x T) T { return x }\nid(1)", "func id[T any](x T) T { return x }", "\nid(1)"},
		{"package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n",
			"\n\nimport \"fmt\"", "\n\n\n\n\n\tfmt.Println(1)"},
		{"for {\n\tfunc() {}()\n}", "", "for {\n\tfunc() {}()\n}"},
		{"if x := 1; x > 0 {\n\tf()\n}\nfor i := 0; i < 3; i++ {\n}\nfunc f() {}", "\n\n\n\n\nfunc f() {}",
			"if x := 1; x > 0 {\n\tf()\n}\nfor i := 0; i < 3; i++ {\n}"},
		{"s := \"é\"; func f() {}", "           func f() {}", "s := \"é\";"},
		{"s := `a\rb`\nfunc f() {}", "\nfunc f() {}", "s := `a\rb`"},
		{"\xff; func f() {}", "   func f() {}", "\xff"},
		{"func f( {", "func f( {", ""},
		{"}\nx := 1", "", "}\nx := 1"},
		{"", "", ""},
	} {
		tt.try(t, func(string) bool { return false })
	}
}

// A declaration uses what it does not itself declare.
func TestSplitByUse(t *testing.T) {
	const f = "\nfunc f(m map[string]int) any { return "
	for _, tt := range []struct{ text, function string }{
		{"var n = x * 2", "func f(n int) int { return n }"},
		{"var n = nb.Int(\"n\", \"n\", 3, 1, 9)", "func f(n int) int { return n }"},
		{"var n = x", "func f() (n int) { return }"},
		{"var n = x", "func (n T) f() int { return n.x }"},
		{"type n = x", "func f[n any](a n) {}"},
		{"type n = x", "func (a T[n]) f() n { return a.x }"},
		{"var n = x", "func f() int { n := 1; return n }"},
		{"var n = x", "func f() { for n := range 3 { println(n) } }"},
		{"var n = x", "func f(a any) { switch n := a.(type) { case int: println(n) } }"},
		{"var n = x", "func f(c chan int) { select { case n := <-c: println(n) } }"},
		{"var n = x", "func f() func(int) int { return func(n int) int { return n } }"},
		{"var n = x", "func f(a T) int { return a.n }"},
		{"var n = x", "func f() any { type t struct{ n int }; return t{n: 1} }"},
		{"var n = x", "func f() { n: for { break n } }"},
	} {
		cuts{tt.text + "\n" + tt.function, "\n" + tt.function, tt.text}.try(t, func(string) bool { return false })
	}
	for _, text := range []string{
		"var n = 1" + f + "m[n] }", "var n = 1" + f + "func(m int) int { return n + m } }",
		"var n T" + f + "n.x }", "type n int" + f + "n(1) }", "const n = 1" + f + "T{n: 2} }",
		"var n = 1" + f + "map[int]int{n: 2} }", "var n = 1" + f + "[]map[int]int{{n: 2}} }",
		"type n int\nfunc (a *n) f() {}", "var n = 1\nfunc f() { n := n; println(n) }",
		"var n = 1\nfunc f() { { n := 2; println(n) }; println(n) }",
	} {
		cuts{text, text, ""}.try(t, func(string) bool { return false })
	}
}

// Each comment stands in one part.
func TestSplitComments(t *testing.T) {
	for _, tt := range []cuts{
		{"// F does.\nfunc F() {}\n", "// F does.\nfunc F() {}", ""},
		{"// only", "", "// only"},
		{"// About x.\nx := 1 // one\n\n// F does.\n\n// It is short.\nfunc F() {} // end\nx",
			"\n\n\n// F does.\n\n// It is short.\nfunc F() {} // end", "// About x.\nx := 1 // one\n\n\n\n\n\nx"},
		{"f() /* a */ // b\nfunc f() {\n\t// c\n} /* d\n*/ // e",
			"\nfunc f() {\n\t// c\n} /* d\n*/ // e", "f() /* a */ // b"},
		{"func f() {}\n// tail", "func f() {}\n// tail", ""},
		{"f(1, // one\n\t// two\n\t2)\nfunc f(a, b int) {}", "\n\n\nfunc f(a, b int) {}", "f(1, // one\n\t// two\n\t2)"},
		{"// Command x.\npackage main // p\n\n// It runs.\nfunc main() { // m\n\tf()\n}\n\n// f\nfunc f() {}",
			"\n\n\n\n\n\n\n\n// f\nfunc f() {}", "// Command x.\n             // p\n\n// It runs.\n              // m\n\tf()"},
		{"x +  // open\n", "", "x +  // open"},
	} {
		tt.try(t, func(string) bool { return false })
	}
}

// What other cells use is a declaration.
func TestSplitSharesWhatOthersUse(t *testing.T) {
	cuts{"type p int\nvar n = 3", "type p int", "\nvar n = 3"}.try(t, func(name string) bool {
		return name == "p" || name == "n"
	})
}

func (tt cuts) try(t *testing.T, shared func(string) bool) {
	t.Helper()
	outside, inside := Split(tt.text, shared)
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

// trimmed takes blanks from the ends of lines, and of the text.
func trimmed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t;")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

func TestIdentifiers(t *testing.T) {
	got := slices.Sorted(maps.Keys(Identifiers("x := a.b. /* z */\n\tc(d...) // y\nfunc ö() {")))
	if want := []string{"a", "d", "x", "ö"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// FuzzSplit: each byte stands in one of the parts at most, in its place.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{
		"func f() {}\nf()", "func main() { x }", "var a, b = 1, 2", "type (\nA int\n)\nfunc (A) f() {}", "}{",
		"x // é\n/* f */ func f() { }; y := `\r`", "\xff\xfex", "func f() any { return m{k: {l: n}} }\nvar n = 1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		outside, inside := Split(text, func(string) bool { return false })
		if len(outside) != len(text) || len(inside) != len(text) {
			t.Fatalf("%q is cut into %q and %q", text, outside, inside)
		}
		for i := range len(text) {
			out, in := outside[i] == text[i], inside[i] == text[i]
			if (text[i] == '\n') != (out && in) && text[i] != ' ' || !out && outside[i] != ' ' || !in && inside[i] != ' ' {
				t.Fatalf("%q is cut into %q and %q", text, outside, inside)
			}
		}
	})
}
