// Package assets serves the style sheet, scripts and fonts under addresses that
// hold a hash of them all: a browser may keep them for ever, and relative
// imports between scripts need no rewriting.
package assets

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"net/http"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

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
	bodies, err := read(fsys)
	if err != nil {
		return nil, err
	}
	s := &Set{files: map[string]*packed.File{}}
	all := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(bodies)) {
		fmt.Fprintf(all, "%s %d\n", name, len(bodies[name]))
		all.Write(bodies[name])
		f := packed.New(contentTypes[path.Ext(name)], packed.Immutable, bodies[name])
		if name == compilerScript {
			f.Policy = policy.Compiler
		}
		s.files[name] = f
	}
	s.Hash = fmt.Sprintf("%x", all.Sum(nil)[:6])
	return s, nil
}

// read returns what browsers get, by name.
func read(fsys fs.FS) (map[string][]byte, error) {
	bodies := map[string][]byte{}
	var mu sync.Mutex // guards bodies
	var each errgroup.Group
	each.SetLimit(runtime.GOMAXPROCS(0))
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".d.ts") {
			return err
		}
		if _, ok := contentTypes[path.Ext(name)]; !ok {
			return fmt.Errorf("static file %s has no known type", name)
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		each.Go(func() error {
			body, err := slim(name, body)
			mu.Lock()
			defer mu.Unlock()
			bodies[name] = body
			return err
		})
		return nil
	})
	return bodies, cmp.Or(err, each.Wait())
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
