package course

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"abacus/go_test/browser"
	"abacus/server"
)

// Late serves the course, but some of its scripts only once they are released, or
// not at all.
type Late struct {
	Refused  atomic.Bool
	next     http.Handler
	names    []string
	released chan struct{}
}

func (l *Late) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, name := range l.names {
		if !strings.HasSuffix(r.URL.Path, name) {
			continue
		}
		if l.Refused.Load() {
			http.Error(w, "not now", http.StatusServiceUnavailable)
			return
		}
		select {
		case <-l.released:
		case <-r.Context().Done():
		}
	}
	l.next.ServeHTTP(w, r)
}

// Release lets the scripts through. It must be called once.
func (l *Late) Release() { close(l.released) }

// VisitLate opens the lesson that these tests change, without the scripts whose
// addresses have these endings. The server has no Go toolchain.
func VisitLate(t *testing.T, scripts ...string) (*browser.Page, *Late) {
	t.Helper()
	l := &Late{
		next: WithoutGo(t, func(*server.Config) {}).Handler(), names: scripts, released: make(chan struct{}),
	}
	p := browser.NewPage(t, Serve(t, l))
	p.Open(WorkshopPage)
	return p, l
}
