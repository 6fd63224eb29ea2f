package server

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/reply"
)

// workerScript is the script in which Go's compiler runs in a page. It alone
// may compile WebAssembly, and it runs none of a learner's: its policy is not
// the pages'.
const (
	workerScript = "js/program/toolchain/worker.js"
	workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
)

// staticFiles serves the style sheet, scripts and fonts under addresses that
// hold a hash of them all: a browser may keep them for ever, and relative
// imports between scripts need no rewriting.
type staticFiles struct {
	hash  string
	files map[string]*packed.File
}

// contentType returns the type of a static file by its name. The system's
// own table differs from machine to machine.
func contentType(name string) (string, error) {
	types := map[string]string{
		".css":   "text/css; charset=utf-8",
		".js":    "text/javascript; charset=utf-8",
		".ts":    "text/plain; charset=utf-8",
		".json":  "application/json",
		".svg":   "image/svg+xml",
		".woff2": "font/woff2",
		".txt":   "text/plain; charset=utf-8",
		".md":    "text/plain; charset=utf-8",
	}
	if t, ok := types[path.Ext(name)]; ok {
		return t, nil
	}
	return "", fmt.Errorf("static file %s has no known type", name)
}

func loadStatic(fsys fs.FS) (*staticFiles, error) {
	s := &staticFiles{files: map[string]*packed.File{}}
	all := sha256.New()
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".d.ts") {
			return err // Go and types of scripts are read by tools alone
		}
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		t, err := contentType(name)
		if err != nil {
			return err
		}
		fmt.Fprintf(all, "%s %d\n", name, len(body))
		all.Write(body)
		a := packed.New(t, packed.Immutable, body)
		if name == workerScript {
			a.Policy = workerPolicy
		}
		s.files[name] = a
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.hash = hex.EncodeToString(all.Sum(nil)[:6])
	return s, nil
}

// url returns the address of a static file.
func (s *staticFiles) url(name string) (string, error) {
	if _, ok := s.files[name]; !ok {
		return "", fmt.Errorf("no static file %q", name)
	}
	return "/static/" + s.hash + "/" + name, nil
}

func (s *Server) handleStatic(w http.ResponseWriter, r *http.Request) error {
	static := s.now.Load().static
	a, ok := static.files[chi.URLParam(r, "*")]
	if !ok {
		return reply.ErrNotFound
	}
	if chi.URLParam(r, "hash") != static.hash {
		// A page of another version asks: give it what there is, not for ever.
		a.SendWith(w, r, packed.Revalidate)
		return nil
	}
	a.Send(w, r)
	return nil
}
