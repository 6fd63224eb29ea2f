package server

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"

	"abacus/server/admission"
	"abacus/server/packed"
	"abacus/server/reply"
)

// watched returns the directories whose files are read again when saved.
func (s *Server) watched() (dirs []string) {
	if s.cfg.Own != "" {
		for _, sub := range []string{"", "data", "images"} {
			if dir := filepath.Join(s.cfg.Own, sub); isDir(dir) {
				dirs = append(dirs, dir)
			}
		}
	}
	if s.cfg.DevRoot != "" {
		for _, top := range []string{"content", "static", "web/templates", "deploy", "lessons"} {
			root := filepath.Join(s.cfg.DevRoot, filepath.FromSlash(top))
			_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				if err == nil && d.IsDir() {
					dirs = append(dirs, path)
				}
				return nil // what cannot be read is not watched
			})
		}
	}
	return dirs
}

// watch reloads when a source is saved. After an error, which it logs, the last good
// version stays.
func (s *Server) watch(ctx context.Context) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		s.log.Error("cannot watch for changes", "error", err)
		return
	}
	defer w.Close()
	for _, dir := range s.watched() {
		if err := w.Add(dir); err != nil {
			s.log.Error("cannot watch for changes", "dir", dir, "error", err)
		}
	}
	// Editors write a file in several steps: wait until they are done.
	const settle = 60 * time.Millisecond
	var settled <-chan time.Time
	goSaved := false
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-w.Events:
			goSaved = goSaved || filepath.Ext(event.Name) == ".go" && s.cfg.DevRoot != ""
			if event.Has(fsnotify.Create) && filepath.Dir(event.Name) == filepath.Clean(s.cfg.Own) && isDir(event.Name) {
				_ = w.Add(event.Name) // data or images; what cannot be read is not watched
			}
			settled = time.After(settle)
		case err := <-w.Errors:
			s.log.Warn("watching for changes", "error", err)
		case <-settled:
			s.reload(false)
			if goSaved {
				s.followGo()
				goSaved = false
			}
		}
	}
}

// followGo makes readers' programs use the Go as it is now. The server itself stays
// as it was compiled.
func (s *Server) followGo() {
	s.log.Info("Go was saved: pages show it and readers' edits build on it; " +
		"new cells, and what pages compute before an edit, need a restart")
	select {
	case s.rebuild <- struct{}{}:
	default: // already requested
	}
}

// isDir reports whether name is a directory and not a link to one.
func isDir(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// reload reads the course again and reloads pages; with onlyIfBroken, only if it turns
// out that an own lesson is broken.
func (s *Server) reload(onlyIfBroken bool) {
	before := s.pages.Broken()
	if err := s.pages.Reload(); err != nil {
		s.log.Error("not reloaded", "problems", err.Error())
		return
	}
	if onlyIfBroken && s.pages.Broken() == before {
		return
	}
	s.pages.LogBroken()
	s.log.Info("reloaded")
	s.tellSaved()
}

// tellSaved makes all waiting pages reload.
func (s *Server) tellSaved() {
	if waiting := s.saved.Swap(new(make(chan struct{}))); waiting != nil {
		close(*waiting)
	}
}

// devEvents holds the request until a file is saved, then tells the page to
// reload itself.
func (s *Server) devEvents(w http.ResponseWriter, r *http.Request) error {
	if !admission.IsLocal(r) {
		w.WriteHeader(http.StatusNoContent) // only the author's pages reload; after this status browsers do not retry
		return nil
	}
	reply.AllowTime(w, 24*time.Hour) // after that, the page connects again
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", packed.NoStore)
	saved := *s.saved.Load()
	_, _ = w.Write([]byte(": waiting\n\n"))
	if err := http.NewResponseController(w).Flush(); err != nil {
		return nil // the page is closed
	}
	select {
	case <-saved:
		_, _ = w.Write([]byte("event: saved\ndata: reload\n\n"))
	case <-s.leaving.Done():
	case <-r.Context().Done():
	}
	return nil
}

// live reports whether files are watched and pages reload.
func (c Config) live() bool { return c.DevRoot != "" || c.Own != "" }
