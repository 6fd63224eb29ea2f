package check

import (
	"log/slog"
	"net/http"

	"github.com/go-chi/chi/v5"

	"abacus/server/packed"
	"abacus/server/policy"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// page is the page that tries what is Go.
type page struct {
	course   *web.Course
	trials   []web.Trial
	outcomes chan numbered
}

// numbered is what came of the trial with a number.
type numbered struct {
	number  int
	outcome web.Outcome
}

// beside returns a handler of the page that leaves all other addresses to the
// server whose programs and scripts the page uses. It answers nobody who calls
// it by another host's name, and takes nothing from another site.
func (p *page) beside(server http.Handler, host string) http.Handler {
	own := http.NewCrossOriginProtection().Handler(p.routes())
	both := http.NewServeMux()
	both.Handle("/", server)
	for _, path := range []string{"/check", "/check/"} {
		both.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			if r.Host != host {
				http.Error(w, "Open the address that the terminal shows.", http.StatusForbidden)
				return
			}
			own.ServeHTTP(w, r)
		})
	}
	return both
}

// routes are the page's own addresses.
func (p *page) routes() chi.Router {
	text := func(w http.ResponseWriter, _ *http.Request, problem *reply.Problem, _ string) error {
		http.Error(w, problem.Message, problem.Status)
		return nil
	}
	replies := reply.New(slog.New(slog.DiscardHandler), text)
	r := chi.NewRouter()
	r.Get("/check", replies.Handle(p.show))
	r.Get("/check/trials", replies.Handle(p.list))
	r.Post("/check/outcome", replies.Handle(reply.Posted(p.hear)))
	return r
}

// show shows the page.
func (p *page) show(w http.ResponseWriter, r *http.Request) error {
	html, err := p.course.CheckPage()
	if err != nil {
		return err
	}
	f := packed.New(packed.HTML, packed.NoStore, html.HTML)
	f.Policy, f.Effort = policy.Page(html.Style), packed.Once
	f.Send(w, r)
	return nil
}

// list says what there is to try.
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

// hear hears what came of a trial.
func (p *page) hear(w http.ResponseWriter, r *http.Request, o wire.TrialOutcome) error {
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
