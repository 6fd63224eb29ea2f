package kit

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// change makes another version of one of the toolchain's source files, or
// says why it cannot.
type change struct {
	file string
	to   func(text []byte) ([]byte, error)
}

// changes make the tools smaller, and the linker quicker. What they make stays
// the same, byte for byte.
var changes = []change{
	{"src/cmd/compile/main.go", trim},
	{"src/cmd/compile/internal/ssa/config.go", trim},
	{"src/cmd/link/main.go", trim},
	// All of the output at once, instead of growing bit by bit.
	{"src/cmd/link/internal/ld/outbuf.go", replacing("arch: arch,\n\t}\n}", "arch: arch,\n\t\theap: make([]byte, 0, 12<<20),\n\t}\n}")},
	{"src/cmd/link/internal/wasm/asm.go", all(
		// Names are not written with -s: need not be made fit for it.
		replacing(`nameRegexp.ReplaceAllString(ldr.SymName(fn), "_")`, "ldr.SymName(fn)"),
		replacing("wfn := new(bytes.Buffer)", "wfn := bytes.NewBuffer(make([]byte, 0, ldr.SymSize(fn)+64))"),
	)},
}

// overlay writes changed versions of the toolchain's files under dir and
// returns the file that names them to the go command. A file that does not
// look as expected stays as it is.
func overlay(root, dir string) (string, error) {
	replace := map[string]string{}
	for i, c := range changes {
		original := filepath.Join(root, filepath.FromSlash(c.file))
		text, err := os.ReadFile(original)
		if err != nil {
			return "", err
		}
		changed, err := c.to(text)
		if err != nil {
			continue
		}
		replace[original] = filepath.Join(dir, fmt.Sprintf("changed-%d.go", i))
		if err := os.WriteFile(replace[original], changed, 0o644); err != nil {
			return "", err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, "overlay.json")
	return file, os.WriteFile(file, text, 0o644)
}

// replacing replaces a piece of code that has to be there once.
func replacing(old, new string) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		if n := strings.Count(string(text), old); n != 1 {
			return nil, fmt.Errorf("%q is there %d times", old, n)
		}
		return []byte(strings.Replace(string(text), old, new, 1)), nil
	}
}

// all makes one change after the other.
func all(list ...func([]byte) ([]byte, error)) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		var err error
		for _, f := range list {
			if text, err = f(text); err != nil {
				return nil, err
			}
		}
		return text, nil
	}
}
