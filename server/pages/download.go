package pages

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/download"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// download serves a lesson as a file: <slug>.zip or <slug>.ipynb.
func (p *Room) download(w http.ResponseWriter, r *http.Request) error {
	v, slug, file := p.now.Load(), chi.URLParam(r, "slug"), chi.URLParam(r, "file")
	return p.cached(w, r, v, "download:"+file, func() (*packed.File, bool, error) {
		a, err := p.downloadable(v.course, slug, file, nil)
		return a, true, err
	})
}

// downloadEdited is download with the edits in the request.
func (p *Room) downloadEdited(w http.ResponseWriter, r *http.Request, posted wire.DownloadRequest) error {
	release, err := p.Work.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return err
	}
	defer release()
	a, err := p.downloadable(p.now.Load().course, chi.URLParam(r, "slug"), chi.URLParam(r, "file"), posted.Edits)
	if err != nil {
		return err
	}
	a.Effort = packed.Once
	a.SendWith(w, r, packed.NoStore)
	return nil
}

// downloadable makes the file of a lesson with edits.
func (p *Room) downloadable(course *web.Course, slug, file string, edits []wire.Edit) (*packed.File, error) {
	if _, err := course.Lesson(slug); err != nil {
		return nil, err
	}
	form, ok := download.Forms()[strings.TrimPrefix(file, slug)]
	if !ok || !strings.HasPrefix(file, slug) {
		return nil, reply.ErrNotFound
	}
	pkg, err := p.Package(slug, edits)
	if err != nil {
		return nil, err
	}
	lesson, err := download.New(p.Module, course, pkg)
	if err != nil {
		return nil, err
	}
	body, err := form.Make(lesson)
	if err != nil {
		return nil, err
	}
	a := packed.New(form.ContentType, packed.Revalidate, body)
	a.SaveAs = file
	return a, nil
}
