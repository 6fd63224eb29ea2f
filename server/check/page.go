package check

import (
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/pages"
	"abacus/server/reply"
	"abacus/server/wire"
)

// routes adds the addresses of the page that runs the Go of lessons to a server's.
func (c *checker) routes(r chi.Router, replies *reply.Replies) {
	r.Get("/check", replies.Handle(c.show))
	r.Get("/check/trials", replies.Handle(c.list))
	r.Post("/check/outcome", replies.Handle(reply.Posted(c.report)))
}

// show sends the page.
func (c *checker) show(w http.ResponseWriter, r *http.Request) error {
	p, err := c.site.Course().CheckPage()
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusOK)
	return nil
}

// list sends the trials.
func (c *checker) list(w http.ResponseWriter, _ *http.Request) error {
	list := []wire.Trial{}
	for _, t := range c.trials {
		list = append(list, t.Trial)
	}
	return reply.JSON(w, list)
}

// report takes the outcome of a trial.
func (c *checker) report(w http.ResponseWriter, r *http.Request, o wire.TrialOutcome) error {
	if o.Number < 0 || o.Number >= len(c.trials) {
		return reply.ErrNotFound
	}
	select {
	case c.outcomes <- o:
	case <-r.Context().Done():
	}
	return reply.JSON(w, struct{}{})
}
