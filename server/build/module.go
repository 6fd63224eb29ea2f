package build

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// The parts of ours that run in the browser are built like any package of
// lessons.
//
//go:embed program/*.go source/*.go assembler/*.go
var ourSource embed.FS

// edition is what is prepared, whichever toolchain does it.
type edition struct {
	files    map[string][]byte // of the module, by path
	packages []string          // that lessons and learners may import
	key      string            // changes with both
}

func readEdition(cfg Config) (*edition, error) {
	files, err := readModule(cfg.Module)
	if err != nil {
		return nil, err
	}
	packages := append(library(), ours(cfg.Lessons)...)
	return &edition{files: files, packages: packages, key: sourcesKey(files, packages)}, nil
}

// readModule returns the files of the module that lessons are built in, by
// path: go.mod, go.sum, everything under lessons and wire but tests, and ours.
func readModule(module fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	add := func(fsys fs.FS, root, under string) error {
		return fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := fs.ReadFile(fsys, name)
			files[path.Join(under, name)] = text
			return err
		})
	}
	for _, root := range []string{"go.mod", "go.sum", "lessons", "server/wire"} {
		if err := add(module, root, ""); err != nil {
			return nil, fmt.Errorf("reading the lessons' source: %w", err)
		}
	}
	if err := add(ourSource, ".", "server/build"); err != nil {
		return nil, fmt.Errorf("reading our part of programs: %w", err)
	}
	return files, nil
}

// layout is part of the key of what is prepared: raise it when its form
// changes.
const layout = "3"

// sourcesKey identifies what programs are built from, whichever toolchain
// builds them.
func sourcesKey(files map[string][]byte, packages []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%q\n", layout, tags, packages)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(files[name]))
	}
	return short(h)
}

// preparedKey identifies what a toolchain makes of it.
func (e *edition) preparedKey(t *toolchain) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s\n%s\n", e.key, t.version, t.root)
	return short(h)
}

func short(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil))[:24] }

// writeModule lays the files out under dir.
func writeModule(dir string, files map[string][]byte) error {
	for name, text := range files {
		target := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(target, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
