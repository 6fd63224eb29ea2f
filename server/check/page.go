package check

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/policy"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// page is the page that runs the Go of lessons.
type page struct {
	course   func() *web.Course
	trials   []web.Trial
	outcomes chan numbered
}

// numbered is the outcome of the trial with a number.
type numbered struct {
	number  int
	outcome web.Outcome
}

// routes adds the page's addresses to a server's.
func (p *page) routes(r chi.Router, replies *reply.Replies) {
	r.Get("/check", replies.Handle(p.show))
	r.Get("/check/trials", replies.Handle(p.list))
	r.Post("/check/outcome", replies.Handle(reply.Posted(p.report)))
}

// show sends the page.
func (p *page) show(w http.ResponseWriter, r *http.Request) error {
	html, err := p.course().CheckPage()
	if err != nil {
		return err
	}
	f := packed.New(packed.HTML, packed.NoStore, html.HTML)
	f.Policy, f.Effort = policy.Page(html.Style), packed.Once
	f.Send(w, r)
	return nil
}

// list sends the trials.
func (p *page) list(w http.ResponseWriter, _ *http.Request) error {
	list := []wire.Trial{}
	for _, t := range p.trials {
		edits := []wire.Edit{}
		if t.Go != "" {
			edits = append(edits, wire.Edit{Declaration: t.Declaration, Text: t.Go})
		}
		list = append(list, wire.Trial{Lesson: t.Lesson.Slug, What: t.What, Cell: t.Cell, Edits: edits})
	}
	return reply.JSON(w, list)
}

// report takes the outcome of a trial.
func (p *page) report(w http.ResponseWriter, r *http.Request, o wire.TrialOutcome) error {
	if o.Number < 0 || o.Number >= len(p.trials) {
		return reply.ErrNotFound
	}
	n := numbered{o.Number, web.Outcome{Failed: o.Failed, Said: o.Said}}
	if o.Verdict != nil {
		n.outcome.Verdict, n.outcome.Passed = true, *o.Verdict
	}
	select {
	case p.outcomes <- n:
	case <-r.Context().Done():
	}
	return reply.JSON(w, struct{}{})
}
