package pages

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/server/admission"
	"abacus/server/project"
	"abacus/server/reply"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/sql/show"
	"abacus/static"
	"abacus/web"
)

// busySQL runs nothing: the machine is busy.
type busySQL struct{ show.Engine }

func (busySQL) Run(context.Context, sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	return nil, sqlcell.Busy
}

// A statement that the machine had no time for is answered like one that the
// server had no room for: the page asks again by itself, and without scripts
// what was typed comes back.
func TestAStatementOnABusyMachine(t *testing.T) {
	var p *Room
	p, err := New(Config{
		Course: web.Config{
			Content: fstest.MapFS{
				"dice.md": {Data: []byte("---\ntitle: Dice\nshort: Dice\nsummary: Throws.\ngoals: [you can throw]\n---\n" +
					"```sql data=shop\nSELECT 1;\n```\n")},
				"data/shop.sql": {Data: []byte("CREATE TABLE goods (name TEXT);")},
			},
			Source: fstest.MapFS{
				"dice/dice.go": {Data: []byte("package dice\n")},
			}, Files: fstest.MapFS{}, Templates: web.Templates(),
			Lessons: []lessons.Lesson{{Slug: "dice"}}, SQL: busySQL{},
		},
		Project: project.Project{Static: static.FS()},
		Metrics: prometheus.NewRegistry(),
		Replies: &reply.Replies{Log: slog.New(slog.DiscardHandler)},
		Bounds:  admission.Bounds{SQL: admission.NewGate(1, 0, time.Hour)},
	})
	if err != nil {
		t.Fatal(err)
	}
	router := chi.NewRouter()
	p.Routes(router)
	for path, page := range map[string]bool{"/lessons/dice/sql/0?part": false, "/lessons/dice/sql/0": true} {
		r := httptest.NewRequest(http.MethodPost, path, strings.NewReader("q=SELECT+'my+work'"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		answer := httptest.NewRecorder()
		router.ServeHTTP(answer, r)
		if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" ||
			!strings.Contains(answer.Body.String(), admission.ErrBusy.Message) {
			t.Errorf("%s: %d, Retry-After %q\n%s", path, answer.Code, answer.Header().Get("Retry-After"), answer.Body)
		}
		if page != strings.Contains(answer.Body.String(), "my work") {
			t.Errorf("%s: a page has to hold the statement", path)
		}
	}
}
