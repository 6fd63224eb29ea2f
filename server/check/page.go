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
	outcomes chan wire.TrialOutcome
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
		list = append(list, t.Trial)
	}
	return reply.JSON(w, list)
}

// report takes the outcome of a trial.
func (p *page) report(w http.ResponseWriter, r *http.Request, o wire.TrialOutcome) error {
	if o.Number < 0 || o.Number >= len(p.trials) {
		return reply.ErrNotFound
	}
	select {
	case p.outcomes <- o:
	case <-r.Context().Done():
	}
	return reply.JSON(w, struct{}{})
}
