package build

import (
	"crypto/sha256"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Our own code that runs in the browser is built like any package of lessons.
//
//go:embed program/*.go source/*.go assembler/*.go
var ourSource embed.FS

// edition is the source that packages are prepared from, whatever the toolchain.
type edition struct {
	files    map[string][]byte // of the module, by path
	packages []string          // that lessons and learners may import
	key      string            // changes with both
}

// layout is part of the key of what is prepared: raise it when its form
// changes.
const layout = "4"

func readEdition(cfg Config) (*edition, error) {
	files, err := readModule(cfg.Module)
	if err != nil {
		return nil, err
	}
	packages := append(library(), ours(cfg.Lessons)...)
	return &edition{files: files, packages: packages, key: keyOf(layout, tags, packages, files)}, nil
}

// keyOf returns a name for values, which is the same for equal values.
func keyOf(values ...any) string {
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%q", values)))[:32]
}

// readModule returns the files of the module that lessons are built in, by
// path: go.mod, go.sum, everything under lessons and wire, and ours.
func readModule(module fs.FS) (map[string][]byte, error) {
	files, err := ReadGo(module, "go.mod", "go.sum", "lessons", "server/wire")
	if err != nil {
		return nil, fmt.Errorf("reading the lessons' source: %w", err)
	}
	own, err := ReadGo(ourSource, ".")
	if err != nil {
		return nil, fmt.Errorf("reading our part of programs: %w", err)
	}
	for name, text := range own {
		files[path.Join("server/build", name)] = text
	}
	return files, nil
}

// ReadGo returns the files at the paths roots, and all files in the directories
// there, by path. It leaves out tests. Errors are those of fs.WalkDir and fs.ReadFile.
func ReadGo(fsys fs.FS, roots ...string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, root := range roots {
		err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			files[name], err = fs.ReadFile(fsys, name)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// WriteGo writes files, by path, to dir. Errors are those of making directories and
// writing files.
func WriteGo(dir string, files map[string][]byte) error {
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
