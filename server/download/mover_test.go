package download

import (
	"go/ast"
	"maps"
	"slices"
	"strings"
	"testing"
)

// testMover moves Go of a cell into package entropy, where Surprise, Gain and others are
// in the way.
func testMover() *mover {
	m := &mover{
		lesson: map[string]bool{"entropy": true}, imported: map[string]bool{"entropy": true, "fmt": true},
		renamed: map[string]string{"Surprise": "own_Surprise", "Gain": "own_Gain", "fmt": "own_fmt", "p": "own_p"},
		taken:   map[string]bool{"own_Entropy": true}, types: map[string]ast.Expr{},
	}
	m.addTypes("type T struct{ Surprise int }\ntype U = T\ntype M map[string]T\ntype L[E any] []E\ntype A B\ntype B A")
	return m
}

// Only what is the lesson's loses the package's name, and only what the cells declare
// gets other names.
func TestMoverOfStatements(t *testing.T) {
	for _, tt := range []struct{ text, want, uses string }{
		{`entropy.Surprise(0.5)`, `Surprise(0.5)`, "Surprise"},
		{`fmt.Println("see entropy.Gain") // entropy.Gain`, `fmt.Println("see entropy.Gain") // entropy.Gain`, "fmt"},
		{"`entropy.Surprise`; entropy.\n\tTree{}", "`entropy.Surprise`; Tree{}", "Tree"},
		{`entropy := 1; entropy.Surprise()`, `entropy := 1; entropy.Surprise()`, ""},
		{`x.entropy.Surprise()`, `x.entropy.Surprise()`, "x"},
		{`Surprise(entropy.Surprise(Gain))`, `own_Surprise(Surprise(own_Gain))`, "Surprise own_Gain own_Surprise"},
		{`x.Surprise = Surprise`, `x.Surprise = own_Surprise`, "own_Surprise x"},
		{`T{Surprise: 1}.Surprise`, `T{Surprise: 1}.Surprise`, "T"},
		{`_ = []U{{Surprise: Surprise}}`, `_ = []U{{Surprise: own_Surprise}}`, "U own_Surprise"},
		{`_ = M{Surprise: {Surprise: 2}}`, `_ = M{own_Surprise: {Surprise: 2}}`, "M own_Surprise"},
		{`_ = L[*T]{Gain: {Surprise: 1}}`, `_ = L[*T]{own_Gain: {Surprise: 1}}`, "L T own_Gain"},
		{`_ = [...]*T{Gain: {Surprise: 1}}`, `_ = [...]*T{own_Gain: {Surprise: 1}}`, "T own_Gain"},
		{`_ = map[T]T{{Surprise: 1}: {Surprise: 2}}`, `_ = map[T]T{{Surprise: 1}: {Surprise: 2}}`, "T"},
		{`_ = A{Surprise: 1}`, `_ = A{Surprise: 1}`, "A"},
		{`_ = stat.Options{Surprise: Gain}`, `_ = stat.Options{Surprise: own_Gain}`, "own_Gain stat"},
		{`type T map[string]int; _ = T{Gain: 1}`, `type T map[string]int; _ = T{own_Gain: 1}`, "int own_Gain string"},
		{`_ = struct{ Gain int }{Gain: 1}`, `_ = struct{ Gain int }{Gain: 1}`, "int"},
		{`Gain := entropy.Gain(1); Gain++`, `own_Gain := Gain(1); own_Gain++`, "Gain"},
		{`Entropy := entropy.Entropy; Entropy(1)`, `own_own_Entropy := Entropy; own_own_Entropy(1)`, "Entropy"},
		{`Surprise := 1; Surprise++`, `Surprise := 1; Surprise++`, ""},
		{`for Gain := range 3 { Gain := Gain; _ = Gain }; Gain()`,
			`for Gain := range 3 { Gain := Gain; _ = Gain }; own_Gain()`, "own_Gain"},
		{`entropy.Surprise(`, `entropy.Surprise(`, ""},
		{``, ``, ""},
	} {
		got, uses := testMover().body(tt.text)
		if all := strings.Join(slices.Sorted(maps.Keys(uses)), " "); got != tt.want || all != tt.uses {
			t.Errorf("%s\nbecomes %s\nwant    %s\nit uses %q, want %q", tt.text, got, tt.want, all, tt.uses)
		}
	}
}

func TestMoverOfDeclarations(t *testing.T) {
	for text, want := range map[string]string{
		"func Surprise(Gain int) int { return Gain }":             "func own_Surprise(Gain int) int { return Gain }",
		"func (t T) Surprise() {}\nvar Gain = T.Surprise":         "func (t T) Surprise() {}\nvar own_Gain = T.Surprise",
		"func (t *L[Gain]) F(x Gain) {}":                          "func (t *L[Gain]) F(x Gain) {}",
		"type Gain interface{ Surprise(Gain) }":                   "type own_Gain interface{ Surprise(own_Gain) }",
		"// Surprise is entropy.Surprise.\nconst Surprise = 1":    "// Surprise is entropy.Surprise.\nconst own_Surprise = 1",
		"func f(e entropy.Tree) int { return e.Gain(entropy.X) }": "func f(e Tree) int { return e.Gain(X) }",
		"func p() { fmt.Println(nb) }":                            "func own_p() { fmt.Println(nb) }",
	} {
		if got, _ := testMover().declarations(text); got != want {
			t.Errorf("%s\nbecomes %s\nwant    %s", text, got, want)
		}
	}
}
