package server

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/reply"
)

// live reports whether files are watched and pages follow.
func (c Config) live() bool { return c.DevRoot != "" || c.Own != "" && c.checking == nil }

// ownName is what problems call the directory of own lessons: a class need
// not know where it is.
func (c Config) ownName() string {
	if c.checking != nil {
		return filepath.Clean(c.Own) // editors find a file by it
	}
	return filepath.Base(c.Own)
}

// own opens the directory of own lessons. Nothing outside of it can be read,
// whatever links it holds.
func (c Config) own() (fs.FS, error) {
	if c.Own == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(c.Own)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("-content %s: there is no such directory; go run . new %s makes it, with a lesson to start from",
			c.Own, path.Join(c.Own, "my-lesson.md"))
	case err != nil:
		return nil, fmt.Errorf("-content %s: %w", c.Own, err)
	}
	return root.FS(), nil // closed when it is collected
}

// tellBroken logs what is wrong with own lessons.
func (s *Server) tellBroken(ed *edition) {
	for _, p := range ed.course.OwnProblems {
		s.log.Warn("not a lesson", "problem", p.Error())
	}
	for _, l := range ed.course.Lessons {
		for _, p := range l.Broken {
			s.log.Warn("lesson "+l.Slug+" is broken", "problem", p.Error())
		}
	}
}

// reloadBroken reads own lessons again, now that they can be compiled, and
// shows it if one is broken.
func (s *Server) reloadBroken() {
	before := broken(s.now.Load())
	ed, err := s.replace()
	if err != nil {
		s.log.Error("not reloaded", "problems", err.Error())
		return
	}
	if broken(ed) != before {
		s.tellBroken(ed)
		s.saved.tell()
	}
}

func broken(ed *edition) (n int) {
	for _, l := range ed.course.Lessons {
		n += len(l.Broken)
	}
	return n
}

// maxImage bounds an image of an own lesson, in bytes.
const maxImage = 8 << 20

// imagePolicy keeps an SVG that is opened by itself from doing anything.
const imagePolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

// imageTypes are the types of images by their endings.
func imageTypes() map[string]string {
	return map[string]string{
		".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
		".webp": "image/webp", ".avif": "image/avif", ".svg": "image/svg+xml",
	}
}

// image serves a picture of an own lesson.
func (s *Server) image(w http.ResponseWriter, r *http.Request) error {
	name := chi.URLParam(r, "name")
	contentType, ok := imageTypes()[strings.ToLower(path.Ext(name))]
	ed := s.now.Load()
	if !ok || ed.own == nil || !fs.ValidPath("images/"+name) {
		return reply.ErrNotFound
	}
	info, err := fs.Stat(ed.own, "images/"+name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxImage {
		return reply.ErrNotFound
	}
	return s.made(w, r, ed, "image:"+name, func() (*packed.File, bool, error) {
		body, err := fs.ReadFile(ed.own, "images/"+name)
		if err != nil {
			return nil, false, reply.ErrNotFound
		}
		a := packed.New(contentType, packed.Revalidate, body)
		a.Policy = imagePolicy
		return a, true, nil
	})
}
