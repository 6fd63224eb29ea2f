package pages

import (
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/reply"
)

// maxImage limits an image of an own lesson, in bytes.
const maxImage = 8 << 20

// imagePolicy disarms an SVG that is opened as a page.
const imagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

// imageTypes are content types by file name extension.
func imageTypes() map[string]string {
	return map[string]string{
		".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
		".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
	}
}

// image serves an image of an own lesson.
func (p *Room) image(w http.ResponseWriter, r *http.Request) error {
	name := "images/" + chi.URLParam(r, "name")
	contentType, ok := imageTypes()[strings.ToLower(path.Ext(name))]
	v := p.now.Load()
	if !ok || v.own == nil || !fs.ValidPath(name) {
		return reply.ErrNotFound
	}
	info, err := fs.Stat(v.own, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxImage {
		return reply.ErrNotFound
	}
	return p.cached(w, r, v, name, func() (*packed.File, bool, error) {
		body, err := fs.ReadFile(v.own, name)
		if err != nil {
			return nil, false, reply.ErrNotFound
		}
		a := packed.New(contentType, packed.Revalidate, body)
		a.Policy = imagePolicy
		return a, true, nil
	})
}
