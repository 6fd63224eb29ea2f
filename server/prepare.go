package server

import (
	"context"
	"errors"

	"abacus/server/build"
)

// prepareBuilder prepares the compiler in the background, which takes a minute the
// first time on a machine, and prepares it again whenever rebuild asks for that.
// Until it is done, the previous preparation stays in use.
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
			s.reload(true) // now that own lessons can be compiled
		case err == nil && again:
			s.tellSaved() // pages rebuild their edits on what was saved
		case err == nil, ctx.Err() != nil:
		case errors.Is(err, build.ErrNoToolchain):
			if !s.programs.HasKit() {
				s.log.Warn("code cannot be changed in the pages", "because", err)
			}
		case again:
			s.log.Error("readers' edits still build on the Go before it was saved", "problems", err.Error())
		default:
			s.log.Error("code cannot be changed in the pages", "error", err)
		}
	}
}
