package programs

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// build compiles a reader's edits of a lesson. Mistakes in them are a result, not an
// error.
func (p *Room) build(w http.ResponseWriter, r *http.Request, req build.Request) error {
	if p.Builder == nil {
		return reply.JSON(w, wire.BuildAnswer{Problem: noBuilder})
	}
	req.Lesson = chi.URLParam(r, "slug")
	if err := p.Builds.Admit(w, r); err != nil {
		return err
	}
	reply.AllowTime(w, p.BuildTime)
	var formatted []wire.Edit
	req.Edits, formatted = source.FormatAll(req.Edits)
	start := time.Now()
	urgency := build.Queued
	if r.URL.Query().Has("soon") { // the reader's browser can build it instead
		urgency = build.Immediate
	}
	result, err := p.Builder.BuildFor(r.Context(), admission.Asker(r), urgency, req)
	p.metrics.built(result, err, time.Since(start))
	if err != nil {
		return err
	}
	answer := wire.BuildAnswer{
		Diagnostics: result.Diagnostics, Formatted: formatted,
		TookMS: result.Took.Milliseconds(), Cached: result.Cached,
	}
	if result.Program != nil {
		answer.Program, answer.Cells = "/programs/"+result.Program.ID, result.Program.Cells
	}
	return reply.JSON(w, answer)
}

const noBuilder = "Code cannot be changed on this server."

// state reports, before anything runs, whether the compiler is ready. An empty answer
// means that it is.
func (p *Room) state(w http.ResponseWriter, _ *http.Request) error {
	answer := wire.BuildAnswer{}
	if p.Builder == nil {
		answer.Problem = noBuilder
		return reply.JSON(w, answer)
	}
	switch status := p.Builder.Status(); status.State {
	case build.Preparing:
		answer.Wait = preparing(status.Progress)
	case build.Unavailable:
		answer.Problem = status.Problem
	}
	return reply.JSON(w, answer)
}

// program serves a finished program, whose address is a hash of its content.
func (p *Room) program(w http.ResponseWriter, r *http.Request) error {
	if p.Builder == nil {
		return reply.ErrNotFound
	}
	program, ok := p.Builder.Program(chi.URLParam(r, "id"))
	if !ok {
		return reply.ErrNotFound
	}
	encoding, body := "", program.Plain
	if !admission.IsLocal(r) { // on the same machine, sending the plain program is faster than compressing it
		encoding, body = program.Encoded(r.Header.Get("Accept-Encoding"))
	}
	p.sendImmutable(w, "application/wasm", encoding, int64(len(body)), bytes.NewReader(body))
	return nil
}

// sendImmutable sends a large file whose address names its content.
func (p *Room) sendImmutable(w http.ResponseWriter, contentType, encoding string, size int64, content io.Reader) {
	reply.AllowTime(w, p.DownloadTime)
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", packed.Immutable)
	h.Set("Vary", "Accept-Encoding")
	if encoding != "" {
		h.Set("Content-Encoding", encoding)
	}
	h.Set("Content-Length", strconv.FormatInt(size, 10))
	_, _ = io.Copy(w, content) // the reader may have gone
}
