package server

import (
	"net/http"

	"abacus/server/build"
	"abacus/server/pages"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// checkPage is the page that tries what is Go.
func (s *Server) checkPage(w http.ResponseWriter, r *http.Request) error {
	p, err := s.pages.Course().CheckPage()
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusOK)
	return nil
}

// checkTrials lists what there is to try.
func (s *Server) checkTrials(w http.ResponseWriter, _ *http.Request) error {
	list := []wire.Trial{}
	for _, t := range s.cfg.checking.trials {
		edits := []build.Edit{}
		if t.Go != "" {
			edits = append(edits, build.Edit{Declaration: t.Declaration, Text: t.Go})
		}
		list = append(list, wire.Trial{Lesson: t.Lesson.Slug, What: t.What, Cell: t.Cell, Edits: edits})
	}
	return reply.JSON(w, http.StatusOK, list)
}

// noteOutcome hears what came of a trial.
func (s *Server) noteOutcome(w http.ResponseWriter, r *http.Request) error {
	var o wire.TrialOutcome
	if err := reply.ReadJSON(w, r, &o); err != nil {
		return err
	}
	if o.Number < 0 || o.Number >= len(s.cfg.checking.trials) {
		return reply.ErrNotFound
	}
	n := numbered{o.Number, web.Outcome{Failed: o.Failed, Said: o.Said}}
	if o.Verdict != nil {
		n.outcome.Verdict, n.outcome.Passed = true, *o.Verdict
	}
	select {
	case s.cfg.checking.outcomes <- n:
	case <-r.Context().Done():
	}
	return reply.JSON(w, http.StatusOK, struct{}{})
}
