package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestGenerated compares the page's declarations with the package.
func TestGenerated(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	files, err := generate(root)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what package wire says; run: go generate ./server/wire", name)
		}
	}
}

// TestWritten shows each form of a declaration once.
func TestWritten(t *testing.T) {
	got, err := generateFrom(t, `package wire
// MaxName is too long.
const MaxName = 2 << 3 // characters
// A says A.
type A struct {
	B
	// The names.
	Names []string `+"`json:\"names\"`"+`
	Of map[int]*B `+"`json:\"of,omitempty\"`"+` // by number
	None *B `+"`json:\"none\"`"+`
	Maybe *B `+"`json:\"maybe,omitempty\"`"+`
}
// B says B.
type B struct {
	// Whether it is.
	Is bool `+"`json:\"is\"`"+`
	// What it does.
	Does Verb `+"`json:\"does,omitzero\"`"+`
}
// Verb says Verb.
type Verb string
const (
	Go Verb = "go"
	Stop Verb = "stop"
)
`)
	if err != nil {
		t.Fatal(err)
	}
	want := `
/** characters */
export declare const maxName: number;

/** A says A. */
export interface A extends B {
  /** The names. */
  names: string[];
  /** by number */
  of?: Record<number, B | null>;
  none: B | null;
  maybe?: B;
}

/** B says B. */
export interface B {
  /** Whether it is. */
  is: boolean;
  /** What it does. */
  does?: Verb;
}

/** Verb says Verb. */
export type Verb = "go" | "stop";
`
	if types := strings.TrimPrefix(got["static/js/wire.d.ts"], header); types != want {
		t.Errorf("got\n%s\nwant\n%s", types, want)
	}
	if values := got["static/js/wire.js"]; !strings.HasSuffix(values, "export const maxName = 16;\n") {
		t.Errorf("values are\n%s", values)
	}
}

// TestRefused notices what TypeScript would not be told the truth about.
func TestRefused(t *testing.T) {
	for source, want := range map[string]string{
		"// A is.\ntype A struct { B string }":                              "A.B: name it on the wire",
		"type A struct {}":                                                  "A: say what it is",
		"// A is.\ntype A struct { B struct{} `json:\"b\"` }":               "A.B: give the type struct{} a name",
		"// A is.\ntype A struct { B Missing `json:\"b\"` }":                "A.B: package wire has no type Missing",
		"// A is.\ntype A string":                                           "A: an enumeration has constants",
		"// A is.\ntype A func()":                                           "A: func() is neither",
		"const MaxA = \"long\"":                                             "MaxA: a limit is a whole number",
		"import \"abacus/lessons/notebook\"\ntype A = notebook.Nothing":     "A stands for notebook.Nothing",
		"import \"abacus/lessons/notebook\"\ntype Cells = notebook.Drawing": "Cells stands for notebook.Drawing",
	} {
		if _, err := generateFrom(t, "package wire\n"+source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", source, err, want)
		}
	}
}

// generateFrom generates from a package of one file.
func generateFrom(t *testing.T, source string) (map[string]string, error) {
	t.Helper()
	root := t.TempDir()
	for _, dir := range directories {
		text := "package " + filepath.Base(dir) + "\n"
		if dir == directories[0] {
			text = source
		}
		path := filepath.Join(root, filepath.FromSlash(dir))
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, "one.go"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return generate(root)
}
