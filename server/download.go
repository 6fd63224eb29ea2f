package server

import (
	"errors"
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/download"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// download serves a lesson to take away, <slug>.zip or <slug>.ipynb.
func (s *Server) download(w http.ResponseWriter, r *http.Request) error {
	ed, slug, file := s.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "file")
	return s.made(w, r, ed, "download:"+file, func() (*packed.File, bool, error) {
		a, err := s.takeAway(ed.course, slug, file, nil)
		return a, true, err
	})
}

// downloadEdited is download with the edits that are posted.
func (s *Server) downloadEdited(w http.ResponseWriter, r *http.Request) error {
	var posted wire.DownloadRequest
	if err := reply.ReadJSON(w, r, &posted); err != nil {
		return err
	}
	leave, err := s.work.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return err
	}
	defer leave()
	a, err := s.takeAway(s.now.Load().course, chi.URLParam(r, "slug"), chi.URLParam(r, "file"), posted.Edits)
	if err != nil {
		return err
	}
	a.Effort = packed.Once
	a.SendWith(w, r, packed.NoStore)
	return nil
}

// takeAway makes the file of a lesson with edits.
func (s *Server) takeAway(course *web.Course, slug, file string, edits []build.Edit) (*packed.File, error) {
	l, err := course.Lesson(slug)
	if err != nil {
		return nil, err
	}
	forms := map[string]struct {
		contentType string
		of          func(download.Lesson) ([]byte, error)
	}{
		slug + ".zip":   {"application/zip", download.Module},
		slug + ".ipynb": {"application/x-ipynb+json", download.Notebook},
	}
	form, ok := forms[file]
	if !ok {
		return nil, reply.ErrNotFound
	}
	pkg, err := s.packageWith(slug, edits)
	if err != nil {
		return nil, err
	}
	blocks, err := course.Outline(slug)
	if err != nil {
		return nil, err
	}
	body, err := form.of(download.Lesson{
		Module: s.cfg.Module, Package: pkg, Title: l.Meta.Title, Summary: l.Meta.Summary, Blocks: blocks,
	})
	if err != nil {
		return nil, err
	}
	a := packed.New(form.contentType, packed.Revalidate, body)
	a.SaveAs = file
	return a, nil
}

// packageWith returns a lesson's Go with edits in it.
func (s *Server) packageWith(slug string, edits []build.Edit) (*source.Copy, error) {
	if len(edits) == 0 {
		return source.ReadCopy(s.cfg.Module, slug)
	}
	if s.cfg.Builder == nil {
		return nil, reply.BadRequest("Code cannot be changed on this server")
	}
	pkg, err := s.edited(slug, edits)
	switch {
	case errors.Is(err, build.ErrPreparing), errors.Is(err, build.ErrUnavailable):
		return nil, admission.ErrBusy
	case errors.Is(err, build.ErrTooLong):
		return nil, reply.BadRequest("The edits are longer than those of a page may be")
	case errors.Is(err, build.ErrBadEdit):
		return nil, reply.BadRequest(err.Error())
	case errors.Is(err, build.ErrUnknown):
		return nil, reply.ErrNotFound
	}
	return pkg, err
}

// edited returns a lesson's Go with edits in it, by what the builder knows of
// the course or, where it has no toolchain, the kit.
func (s *Server) edited(slug string, edits []build.Edit) (*source.Copy, error) {
	pkg, err := s.cfg.Builder.Edited(slug, edits)
	if !errors.Is(err, build.ErrUnavailable) || s.cfg.Kit == nil {
		return pkg, err
	}
	course, err := s.cfg.Kit.Course()
	if err != nil {
		return nil, err
	}
	return course.Edited(s.cfg.Module, slug, edits)
}
