package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/frame"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// build compiles a reader's edits of a lesson. Mistakes in them are an answer,
// not a failure.
func (s *Server) build(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Builder == nil {
		return reply.JSON(w, http.StatusOK, wire.BuildAnswer{Problem: noBuilder})
	}
	req := build.Request{}
	if err := reply.ReadJSON(w, r, &req); err != nil {
		return err
	}
	req.Lesson = chi.URLParam(r, "slug")
	if err := s.rates.builds.Admit(w, r); err != nil {
		return s.noBuild(err)
	}
	reply.AllowTime(w, s.timeouts.build)
	typed := req.Edits
	req.Edits = build.FormatAll(typed)
	start := time.Now()
	build := s.cfg.Builder.BuildFor
	if r.URL.Query().Has("soon") { // the reader's browser can build, too
		build = s.cfg.Builder.BuildSoon
	}
	result, err := build(r.Context(), admission.Asker(r), req)
	s.metrics.built(result, err, time.Since(start))
	if err != nil {
		return s.noBuild(err)
	}
	answer := wire.BuildAnswer{Diagnostics: result.Diagnostics, Formatted: source.Differing(typed, req.Edits), TookMS: result.Took.Milliseconds(), Cached: result.Cached}
	if result.Program != nil {
		answer.Program, answer.Cells = "/programs/"+result.Program.ID, result.Program.Cells
	}
	return reply.JSON(w, http.StatusOK, answer)
}

const noBuilder = "Code cannot be changed on this server."

// builder tells the page, before anything is run, whether the compiler is
// ready: an empty answer says that it is.
func (s *Server) builder(w http.ResponseWriter, _ *http.Request) error {
	answer := wire.BuildAnswer{}
	if s.cfg.Builder == nil {
		answer.Problem = noBuilder
		return reply.JSON(w, http.StatusOK, answer)
	}
	switch status := s.cfg.Builder.Status(); status.State {
	case build.Preparing:
		answer.Wait = preparing(status.Progress)
	case build.Unavailable:
		answer.Problem = status.Problem
	}
	return reply.JSON(w, http.StatusOK, answer)
}

// preparing says how far preparation has come.
func preparing(p build.Progress) string {
	text := "The compiler is being made ready, once for this machine: " + p.Stage
	if p.Total > 0 {
		text += ", " + strconv.Itoa(p.Done) + " of " + strconv.Itoa(p.Total) + " packages"
	}
	return text + "."
}

// noBuild returns why there is no program, worded for the page.
func (s *Server) noBuild(err error) error {
	var busy *build.BusyError
	switch {
	case errors.As(err, &busy):
		return wait(http.StatusServiceUnavailable, "The compiler is busy; "+strconv.Itoa(busy.Ahead)+" are ahead of you.")
	case errors.Is(err, admission.ErrTooMany):
		return wait(http.StatusTooManyRequests, admission.TooManyText)
	case errors.Is(err, build.ErrPreparing):
		return wait(http.StatusServiceUnavailable, preparing(s.cfg.Builder.Status().Progress))
	case errors.Is(err, build.ErrNoRoom):
		s.log.Error("programs cannot be built", "error", err)
		return wait(http.StatusServiceUnavailable, "The server's disk is full. It builds again once there is room.")
	case errors.Is(err, build.ErrUnavailable):
		return &reply.Problem{Status: http.StatusOK, JSON: wire.BuildAnswer{Problem: s.cfg.Builder.Status().Problem}}
	case errors.Is(err, build.ErrUnknown):
		return reply.ErrNotFound
	case errors.Is(err, build.ErrBadEdit):
		return reply.BadRequest(err.Error())
	}
	return err
}

// wait tells the page to ask again in a second.
func wait(status int, why string) *reply.Problem {
	return &reply.Problem{Status: status, JSON: wire.BuildAnswer{Wait: why}, RetryAfter: 1}
}

// prepareBuilder makes the compiler ready in the background, a minute of work
// the first time on a machine, and again whenever it is asked to. What it had
// ready before serves until then.
func (s *Server) prepareBuilder(ctx context.Context) {
	for again := false; ; again = true {
		select {
		case <-ctx.Done():
			return
		case <-s.rebuild:
		}
		if s.cfg.Builder == nil {
			continue
		}
		err := s.cfg.Builder.Prepare(ctx, nil)
		switch {
		case err == nil && !again && s.cfg.Own != "":
			s.reloadBroken()
		case err == nil && again:
			s.saved.tell() // pages with edits have them built on what was saved
		case err == nil, ctx.Err() != nil:
		case errors.Is(err, build.ErrNoToolchain):
			if !s.kitFound() {
				s.log.Warn("code cannot be changed in the pages", "because", err)
			}
		case again:
			s.log.Error("readers' edits still build on the Go before it was saved", "problems", err.Error())
		default:
			s.log.Error("code cannot be changed in the pages", "error", err)
		}
	}
}

// program serves a program that was built before. Its address names its
// content.
func (s *Server) program(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Builder == nil {
		return reply.ErrNotFound
	}
	p, ok := s.cfg.Builder.Program(chi.URLParam(r, "id"))
	if !ok {
		return reply.ErrNotFound
	}
	reply.AllowTime(w, s.timeouts.download)
	h := w.Header()
	h.Set("Content-Type", "application/wasm")
	h.Set("Cache-Control", packed.Immutable)
	h.Set("Vary", "Accept-Encoding")
	body := p.Plain
	// On this machine sending it as it is takes less time than compressing it.
	if !admission.IsLocal(r) {
		var encoding string
		if encoding, body = p.Encoded(r.Header.Get("Accept-Encoding")); encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader may have gone
	return nil
}

// glue returns the wasm_exec.js of the toolchain that builds readers' programs,
// here or, where there is none, in their browsers.
func (s *Server) glue() ([]byte, error) {
	glue, err := s.cfg.Builder.Support()
	if errors.Is(err, build.ErrUnavailable) && s.cfg.Kit != nil {
		return s.cfg.Kit.Glue()
	}
	return glue, err
}

// frame serves the document of the iframe in which readers' programs run, under
// an address that changes with it, which browsers therefore keep: pages that
// have had it once can open it again when this server is away.
func (s *Server) frame(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Builder == nil {
		return reply.ErrNotFound
	}
	ed := s.now.Load()
	a, err := ed.pages.GetOrMake(frame.Path, func() (*packed.File, bool, error) {
		glue, err := s.glue()
		if err != nil {
			return nil, false, err
		}
		doc, err := frame.New(s.cfg.Static, glue)
		if err != nil {
			return nil, false, err
		}
		a := packed.New(packed.HTML, packed.Immutable, doc.HTML)
		a.Policy = doc.Policy
		return a, true, nil
	})
	if errors.Is(err, build.ErrPreparing) || errors.Is(err, build.ErrUnavailable) {
		return reply.ErrNotFound
	}
	if err != nil {
		return err
	}
	if sum := sha256.Sum256([]byte(a.Policy + string(a.Plain))); r.URL.RawQuery != hex.EncodeToString(sum[:8]) {
		w.Header().Set("Cache-Control", packed.NoStore)
		http.Redirect(w, r, frame.Path+"?"+hex.EncodeToString(sum[:8]), http.StatusFound)
		return nil
	}
	a.Send(w, r)
	return nil
}
