package editing

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

// late serves the course, but some of its scripts only once they are released, or
// not at all.
type late struct {
	next     http.Handler
	names    []string
	refused  atomic.Bool
	released chan struct{}
}

func (l *late) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, name := range l.names {
		if !strings.HasSuffix(r.URL.Path, name) {
			continue
		}
		if l.refused.Load() {
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

func visitLate(t *testing.T, names ...string) (*browser.Page, *late) {
	t.Helper()
	l := &late{
		next: course.WithoutGo(t, func(*server.Config) {}).Handler(), names: names, released: make(chan struct{}),
	}
	p := browser.NewPage(t, course.Serve(t, l))
	p.Open(course.WorkshopPage)
	return p, l
}

// The code of own cells comes when it is wanted; the key or the click that wants it
// is not lost.
func TestTheFirstKeyIsNotLost(t *testing.T) {
	t.Parallel()
	p, l := visitLate(t, "own/cells.js", "own/go.js")
	p.Press(kb.Insert, kb.ModifierAlt)
	p.ClickText(".insert-last button", "+ Go")
	close(l.released)
	p.Wait("two cells", "document.querySelectorAll('.own').length === 2")
	p.Wait("one with the keyboard", "document.querySelector('.own .cm-editor.cm-focused')")
}

// When the code cannot be had, the page says so, and the next try works.
func TestOwnCellsWhileTheServerIsAway(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"own/cells.js", "own/go.js"} {
		t.Run(name, func(t *testing.T) {
			p, l := visitLate(t, name)
			p.Expect("503")
			l.refused.Store(true)
			p.ClickText(".insert-last button", "+ Go")
			p.Wait("what is wrong",
				"document.querySelector('.insert-last').textContent.includes('The server cannot be reached.')")
			l.refused.Store(false)
			close(l.released)
			p.ClickText(".insert-last button", "+ Go")
			p.Wait("a cell with the keyboard", "document.querySelector('.own .cm-editor.cm-focused')")
			p.Wait("no more complaint", "!document.querySelector('.insert-last').textContent.includes('cannot')")
		})
	}
}

// An example has its buttons before the code that runs it is there.
func TestAnExampleIsThereAtOnce(t *testing.T) {
	t.Parallel()
	p, l := visitLate(t, "program/example.js")
	p.Run(exampleListing)
	p.ClickText(exampleListing+" button", "Edit")
	p.Wait("the editor", "document.querySelector(%s)", exampleListing+" .cm-editor.cm-focused")
	p.Press("x")
	close(l.released)
	p.Wait("that Run was pressed", exampleTrouble+".includes('no Go toolchain')")
	p.Wait("the buttons of those who edit", `[...document.querySelectorAll(%s)].some(b => b.textContent === "Share" && b.checkVisibility())`, exampleListing+" .bar button")
}
