package server

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"

	"github.com/go-chi/chi/v5"

	"abacus/server/build"
	"abacus/server/kit"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// workerScript is the script in which Go's compiler runs in a page. It alone
// may compile WebAssembly, and it runs none of a learner's: its policy is not
// the pages'.
const (
	workerScript = "js/program/toolchain/worker.js"
	workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
)

// kitFound reports whether there is a kit where there is no toolchain. The
// first time it looks for one, and checks it.
func (s *Server) kitFound() bool {
	if s.cfg.Kit == nil {
		return false
	}
	_, ok, _ := s.cfg.Kit.Manifest()
	return ok
}

// kitManifest tells what the kit consists of. Who asks for it wants it, so
// that it is made where it is not there yet.
func (s *Server) kitManifest(w http.ResponseWriter, _ *http.Request) error {
	if s.cfg.Kit == nil {
		return noKitHere("This server has no compiler for browsers.")
	}
	s.cfg.Kit.Want()
	m, ok, err := s.cfg.Kit.Manifest()
	switch status := s.cfg.Kit.Status(); {
	case errors.Is(err, build.ErrPreparing):
		return noKitYet("The compiler is being made ready, once for this machine.")
	case errors.Is(err, build.ErrUnavailable):
		return noKitHere(cmp.Or(status.Problem, s.cfg.Builder.Status().Problem))
	case err != nil:
		return err
	case ok:
		return reply.JSON(w, http.StatusOK, m)
	case status.State == kit.Unavailable:
		return noKitHere(status.Problem)
	default:
		text := "The compiler for your browser is being made, once for this machine"
		if status.Progress.Stage != "" {
			text += ": " + status.Progress.Stage
		}
		return noKitYet(text + ".")
	}
}

// noKitYet tells the page to ask again; it takes minutes.
func noKitYet(why string) *reply.Problem {
	return &reply.Problem{Status: http.StatusServiceUnavailable, JSON: wire.NoKit{Wait: why}, RetryAfter: 10}
}

func noKitHere(why string) *reply.Problem {
	return &reply.Problem{Status: http.StatusNotFound, JSON: wire.NoKit{Problem: why}}
}

// kitFile serves a file of the kit. Its name holds a hash of its content.
func (s *Server) kitFile(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Kit == nil {
		return reply.ErrNotFound
	}
	name, accept := chi.URLParam(r, "name"), r.Header.Get("Accept-Encoding")
	content, encoding, size, err := s.cfg.Kit.Packed(name, func(encoding string) bool { return packed.Accepts(accept, encoding) })
	if errors.Is(err, fs.ErrNotExist) {
		return reply.ErrNotFound
	} else if err != nil {
		return err
	}
	defer content.Close()
	reply.AllowTime(w, s.timeouts.download)
	h := w.Header()
	h.Set("Content-Type", kitType(name))
	h.Set("Cache-Control", packed.Immutable)
	h.Set("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	_, _ = io.Copy(w, content) // the reader may have gone
	return nil
}

func kitType(name string) string {
	switch path.Ext(name) {
	case ".wasm":
		return "application/wasm"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	}
	return "application/octet-stream"
}
