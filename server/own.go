package server

import "path/filepath"

// live reports whether files are watched and pages follow.
func (c Config) live() bool { return c.DevRoot != "" || c.Own != "" }

// ownName is what problems call the directory of own lessons. A class need not
// learn where it is.
func (c Config) ownName() string {
	return filepath.Base(c.Own)
}

// reloadBroken reads own lessons again, now that they can be compiled, and
// updates pages if one turns out to be broken.
func (s *Server) reloadBroken() {
	before := s.pages.Broken()
	if err := s.pages.Reload(); err != nil {
		s.log.Error("not reloaded", "problems", err.Error())
		return
	}
	if s.pages.Broken() != before {
		s.pages.LogBroken()
		s.saved.tell()
	}
}
