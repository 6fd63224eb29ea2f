package download

import (
	"testing"
	"testing/fstest"
)

// TestGoMod: the versions are the project's, whatever else its go.mod says of
// the same modules and however it is written.
func TestGoMod(t *testing.T) {
	project := fstest.MapFS{
		"go.mod": {Data: []byte(`module "abacus" // ours

go 1.26.8

exclude (
	gonum.org/v1/gonum v0.16.0
)

require gonum.org/v1/plot v0.17.0
require (
	golang.org/x/text v0.43.0
	"golang.org/x/tools" v0.52.0 // indirect
	gonum.org/v1/gonum v0.17.0 // what lessons compute with
	golang.org/x/net v0.62.0
)

replace golang.org/x/tools v0.52.0 => ./tools
`)},
		"go.sum": {
			Data: []byte(
				"gonum.org/v1/gonum v0.17.0 h1:a=\ngolang.org/x/net v0.62.0 h1:b=\ngolang.org/x/net v0.62.0/go.mod h1:c=\n",
			),
		},
	}
	m := module{project, map[string]string{
		"main.go": "package main\n\nimport (\n\t\"fmt\"\n\t\"gonum.org/v1/gonum/optimize\"\n)\n",
	}}
	if err := m.addGoMod(); err != nil {
		t.Fatal(err)
	}
	want := "module abacus\n\ngo 1.26.8\n\nrequire (\n\tgonum.org/v1/gonum v0.17.0\n)\n\nrequire (\n\t" +
		"golang.org/x/tools v0.52.0 // indirect\n)\n"
	if mod := m.files["go.mod"]; mod != want {
		t.Errorf("go.mod is\n%s\nwant\n%s", mod, want)
	}
	if want := "gonum.org/v1/gonum v0.17.0 h1:a=\ngolang.org/x/net v0.62.0/go.mod h1:c=\n"; m.files["go.sum"] != want {
		t.Errorf("go.sum is\n%s\nwant\n%s", m.files["go.sum"], want)
	}
	project["go.mod"] = &fstest.MapFile{Data: []byte("modul abacus\n")}
	if err := m.addGoMod(); err == nil {
		t.Error("a go.mod that cannot be read counts as empty")
	}
}
