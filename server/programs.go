package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/frame"
	"abacus/server/packed"
	"abacus/server/wire"
)

// maxBuildBody bounds a posted set of edits. The builder's own bound on source
// is lower and answers in words.
const maxBuildBody = 1 << 20

// build compiles a reader's edits of a lesson. Mistakes in them are an answer,
// not a failure.
func (s *Server) build(w http.ResponseWriter, r *http.Request) error {
	if s.cfg.Builder == nil {
		return answerJSON(w, http.StatusOK, wire.BuildAnswer{Problem: noBuilder})
	}
	req := build.Request{}
	if err := readJSON(w, r, &req); err != nil {
		return err
	}
	req.Lesson = chi.URLParam(r, "slug")
	if err := s.admit(w, r, ofBuilds); err != nil {
		return s.answerNoBuild(w, err)
	}
	allow(w, s.timeouts.build)
	typed := req.Edits
	req.Edits = build.FormatAll(typed)
	start := time.Now()
	build := s.cfg.Builder.BuildFor
	if r.URL.Query().Has("soon") { // the reader's browser can build, too
		build = s.cfg.Builder.BuildSoon
	}
	result, err := build(r.Context(), asker(r), req)
	s.metrics.built(result, err, time.Since(start))
	if err != nil {
		return s.answerNoBuild(w, err)
	}
	answer := wire.BuildAnswer{Diagnostics: result.Diagnostics, Formatted: source.Differing(typed, req.Edits), TookMS: result.Took.Milliseconds(), Cached: result.Cached}
	if result.Program != nil {
		answer.Program, answer.Cells = "/programs/"+result.Program.ID, result.Program.Cells
	}
	return answerJSON(w, http.StatusOK, answer)
}

const noBuilder = "Code cannot be changed on this server."

// readJSON reads what a script of the page posts.
func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxBuildBody)
	err := json.NewDecoder(r.Body).Decode(into)
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return err
	}
	if err != nil {
		return badRequest("What was sent cannot be read")
	}
	return nil
}

// builder tells the page, before anything is run, whether the compiler is
// ready: an empty answer says that it is.
func (s *Server) builder(w http.ResponseWriter, _ *http.Request) error {
	answer := wire.BuildAnswer{}
	if s.cfg.Builder == nil {
		answer.Problem = noBuilder
		return answerJSON(w, http.StatusOK, answer)
	}
	switch status := s.cfg.Builder.Status(); status.State {
	case build.Preparing:
		answer.Wait = preparing(status.Progress)
	case build.Unavailable:
		answer.Problem = status.Problem
	}
	return answerJSON(w, http.StatusOK, answer)
}

// preparing says how far preparation has come.
func preparing(p build.Progress) string {
	text := "The compiler is being made ready, once for this machine: " + p.Stage
	if p.Total > 0 {
		text += ", " + strconv.Itoa(p.Done) + " of " + strconv.Itoa(p.Total) + " packages"
	}
	return text + "."
}

// answerNoBuild tells the page why there is no program.
func (s *Server) answerNoBuild(w http.ResponseWriter, err error) error {
	var busy *build.BusyError
	switch {
	case errors.As(err, &busy):
		return answerJSON(w, http.StatusServiceUnavailable, wire.BuildAnswer{
			Wait: "The compiler is busy; " + strconv.Itoa(busy.Ahead) + " are ahead of you."})
	case errors.Is(err, errTooMany):
		return answerJSON(w, http.StatusTooManyRequests, wire.BuildAnswer{Wait: tooManyText})
	case errors.Is(err, build.ErrPreparing):
		return answerJSON(w, http.StatusServiceUnavailable, wire.BuildAnswer{Wait: preparing(s.cfg.Builder.Status().Progress)})
	case errors.Is(err, build.ErrNoRoom):
		s.log.Error("programs cannot be built", "error", err)
		return answerJSON(w, http.StatusServiceUnavailable, wire.BuildAnswer{Wait: "The server's disk is full. It builds again once there is room."})
	case errors.Is(err, build.ErrUnavailable):
		return answerJSON(w, http.StatusOK, wire.BuildAnswer{Problem: s.cfg.Builder.Status().Problem})
	case errors.Is(err, build.ErrUnknown):
		return errNotFound
	case errors.Is(err, build.ErrBadEdit):
		return badRequest(err.Error())
	}
	return err
}

func answerJSON(w http.ResponseWriter, code int, answer any) error {
	body, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Cache-Control", packed.NoStore)
	if code == http.StatusServiceUnavailable || code == http.StatusTooManyRequests {
		h.Set("Retry-After", "1")
	}
	w.WriteHeader(code)
	_, _ = w.Write(body) // the reader may have gone
	return nil
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
		return errNotFound
	}
	p, ok := s.cfg.Builder.Program(chi.URLParam(r, "id"))
	if !ok {
		return errNotFound
	}
	allow(w, s.timeouts.download)
	h := w.Header()
	h.Set("Content-Type", "application/wasm")
	h.Set("Cache-Control", packed.Immutable)
	h.Set("Vary", "Accept-Encoding")
	body := p.Plain
	// On this machine sending it as it is takes less time than compressing it.
	if !fromHere(r) {
		var encoding string
		if encoding, body = p.Encoded(r.Header.Get("Accept-Encoding")); encoding != "" {
			h.Set("Content-Encoding", encoding)
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // the reader may have gone
	return nil
}

// fromHere reports whether the client runs on this machine.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && isLoopback(host)
}

// allow gives an answer more time than others have. Reading is part of it:
// that is how the server notices that a client has gone, and the end of its
// time would look like that.
func allow(w http.ResponseWriter, d time.Duration) {
	until, ctl := time.Now().Add(d), http.NewResponseController(w)
	_ = ctl.SetReadDeadline(until) // or the usual time
	_ = ctl.SetWriteDeadline(until)
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
		return errNotFound
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
		return errNotFound
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
