package programs

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"net/http"

	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/frame"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/web"
)

// basis returns the course that programs are made from, and the wasm_exec.js that
// starts them: those of the toolchain here or, if there is none, those of the kit.
func (p *Room) basis() (course *source.Course, glue []byte, err error) {
	prepared, err := p.Builder.Prepared()
	switch {
	case err == nil:
		glue, err = prepared.Support()
		return prepared.Course, glue, err
	case errors.Is(err, build.ErrUnavailable) && p.Kit != nil:
		return p.Kit.Basis()
	}
	return nil, nil, err
}

// framed is the frame. It stays the same as long as the course does: saving a script
// under -dev makes another.
type framed struct {
	of   *web.Course
	file *packed.File
	tag  string // of its content
}

// sendFrame serves the document of the iframe in which readers' programs run,
// at an address that changes with its content. Browsers therefore keep it, and a
// page that has loaded it once can open it again when this server is away.
func (p *Room) sendFrame(w http.ResponseWriter, r *http.Request) error {
	if p.Builder == nil {
		return reply.ErrNotFound
	}
	f, err := p.makeFrame()
	if errors.Is(err, build.ErrPreparing) || errors.Is(err, build.ErrUnavailable) {
		return reply.ErrNotFound
	}
	if err != nil {
		return err
	}
	if r.URL.RawQuery != f.tag {
		w.Header().Set("Cache-Control", packed.NoStore)
		http.Redirect(w, r, frame.Path+"?"+f.tag, http.StatusFound)
		return nil
	}
	f.file.Send(w, r)
	return nil
}

func (p *Room) makeFrame() (*framed, error) {
	course := p.Course()
	if f := p.frame.Load(); f != nil && f.of == course {
		return f, nil
	}
	_, glue, err := p.basis()
	if err != nil {
		return nil, err
	}
	doc, err := frame.New(p.Static, glue)
	if err != nil {
		return nil, err
	}
	f := &framed{of: course, file: packed.New(packed.HTML, packed.Immutable, doc.HTML)}
	f.file.Policy = doc.Policy
	f.tag = fmt.Sprintf("%x", sha256.Sum256([]byte(doc.Policy+string(doc.HTML))))[:16]
	p.frame.Store(f)
	return f, nil
}
