package pages

import (
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/build/source"
	"abacus/server/download"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// download serves a lesson as a file, <slug>.zip or <slug>.ipynb, or the page of a
// reader's own cells.
func (p *Room) download(w http.ResponseWriter, r *http.Request) error {
	v := p.now.Load()
	return p.cached(w, r, v, "download:"+chi.URLParam(r, "file"), func() (*packed.File, bool, error) {
		form, err := formOf(r, v.course)
		if err != nil {
			return nil, false, err
		}
		pkg, err := p.Package(r.Context(), admission.Asker(r), chi.URLParam(r, "slug"), nil)
		if err != nil {
			return nil, false, err
		}
		a, err := p.downloadable(r, v.course, form, pkg, nil)
		return a, true, err
	})
}

// downloadEdited is download with the reader's work, which the request has.
func (p *Room) downloadEdited(w http.ResponseWriter, r *http.Request, posted wire.DownloadRequest) error {
	course := p.now.Load().course
	form, err := formOf(r, course)
	if err != nil {
		return err
	}
	if err := p.Builds.Admit(w, r); err != nil {
		return err
	}
	own, err := download.NameCells(posted)
	if err != nil {
		return reply.BadRequest("The file cannot be made: " + err.Error())
	}
	reply.AllowTime(w, p.BuildTime)
	edits := append(posted.Edits, download.Edits(own)...)
	pkg, err := p.Package(r.Context(), admission.Asker(r), chi.URLParam(r, "slug"), edits)
	if err != nil {
		return err
	}
	release, err := p.Work.Enter(r.Context(), admission.Asker(r))
	if err != nil {
		return err
	}
	defer release()
	a, err := p.downloadable(r, course, form, pkg, own)
	if err != nil {
		return err
	}
	a.Effort = packed.Once
	a.SendWith(w, r, packed.NoStore)
	return nil
}

// formOf returns the form of the file that a request names.
func formOf(r *http.Request, course *web.Course) (download.Form, error) {
	slug, file := chi.URLParam(r, "slug"), chi.URLParam(r, "file")
	if _, err := course.Lesson(slug); err != nil && slug != source.Notebook {
		return download.Form{}, err
	}
	form, ok := download.Forms()[strings.TrimPrefix(file, slug)]
	if !ok || !strings.HasPrefix(file, slug) {
		return download.Form{}, reply.ErrNotFound
	}
	return form, nil
}

// downloadable makes the file.
func (p *Room) downloadable(
	r *http.Request, course *web.Course, form download.Form, pkg *source.Copy, own []download.OwnCell,
) (*packed.File, error) {
	lesson, err := download.New(p.Module, course, pkg, own)
	if err != nil {
		return nil, err
	}
	body, err := form.Make(lesson)
	if err != nil {
		return nil, err
	}
	a := packed.New(form.ContentType, packed.Revalidate, body)
	a.SaveAs = chi.URLParam(r, "file")
	return a, nil
}
