// Package assets serves the style sheet, scripts and fonts under addresses that
// hold a hash of them all: a browser may keep them for ever, and relative
// imports between scripts need no rewriting.
package assets

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"net/http"
	"path"
	"slices"
	"strings"

	"abacus/server/packed"
	"abacus/server/policy"
	"abacus/server/reply"
)

// Set is all files of one version.
type Set struct {
	Hash  string // of all names and contents
	files map[string]*packed.File
}

// contentTypes are the types of files by the ends of their names. The system's own
// table differs from machine to machine.
var contentTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".ts":    "text/plain; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
	".md":    "text/plain; charset=utf-8",
}

// compilerScript is the script in which Go's compiler runs in a page. Its policy
// is not the pages'.
const compilerScript = "js/program/toolchain/worker.js"

// Load reads the files. It leaves out Go and the scripts' type declarations, which
// only tools read.
func Load(fsys fs.FS) (*Set, error) {
	s := &Set{files: map[string]*packed.File{}}
	all := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".d.ts") {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		t, ok := contentTypes[path.Ext(name)]
		if !ok {
			return fmt.Errorf("static file %s has no known type", name)
		}
		fmt.Fprintf(all, "%s %d\n", name, len(body))
		all.Write(body)
		f := packed.New(t, packed.Immutable, body)
		if name == compilerScript {
			f.Policy = policy.Compiler
		}
		s.files[name] = f
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.Hash = fmt.Sprintf("%x", all.Sum(nil)[:6])
	return s, nil
}

// URL returns the address of a file.
func (s *Set) URL(name string) (string, error) {
	if _, ok := s.files[name]; !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return "/static/" + s.Hash + "/" + name, nil
}

// All returns the files by name, in the order of their names.
func (s *Set) All() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, name := range slices.Sorted(maps.Keys(s.files)) {
			if !yield(name, s.files[name].Plain) {
				return
			}
		}
	}
}

// Send sends the file called name of the version with this hash. A page of another
// version gets the current file, and must not keep it for ever.
func (s *Set) Send(w http.ResponseWriter, r *http.Request, hash, name string) error {
	f, ok := s.files[name]
	if !ok {
		return reply.ErrNotFound
	}
	rule := f.CacheRule
	if hash != s.Hash {
		rule = packed.Revalidate
	}
	f.SendWith(w, r, rule)
	return nil
}
