package server

import (
	"bytes"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/server/project"
	"abacus/static"
)

const patience = need.Patience

// stage is a course of one small lesson, dice, and what tests need to see of
// it and its server.
type stage struct {
	*Server
	log      lockedBuffer
	runs     atomic.Int64  // of the cell Hold, its defaults apart
	entered  chan struct{} // the cell Hold has begun
	release  chan struct{} // the cell Hold may go on
	measured atomic.Int64  // runs of the cell Clock
}

// newStage returns a server of the course; adjust, which may be nil, changes
// its configuration, and within its bounds.
func newStage(t testing.TB, adjust func(*Config), within ...func(*bounds)) *stage {
	t.Helper()
	st := &stage{entered: make(chan struct{}, 1000), release: make(chan struct{})}
	cfg := Config{
		Addr: "127.0.0.1:0",
		Project: project.Project{
			Content: diceContent(),
			Static:  static.FS(),
			Deploy:  fstest.MapFS{},
			Module: fstest.MapFS{
				"go.mod": {Data: []byte("module abacus\n\ngo 1.26\n")}, "go.sum": {},
				"lessons/dice/dice.go":                  {Data: []byte(diceSource)},
				"lessons/notebook/terminal/terminal.go": {Data: []byte("package terminal\n")},
				"server/wire/wire.go":                   {Data: []byte("package wire\n")},
			},
		},
		Lessons: []lessons.Lesson{{Slug: "dice", Cells: st.cells()}},
		Log:     slog.New(slog.NewTextHandler(&st.log, nil)),
	}
	if adjust != nil {
		adjust(&cfg)
	}
	var err error
	st.Server, err = newWithin(cfg, func(b *bounds) {
		for _, change := range within {
			change(b)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

// diceSource declares the cells for the page to show; what runs is below.
const diceSource = `package dice

func Dice(nb *notebook.Cell)   {}
func Spin(nb *notebook.Cell)   {}
func Clock(nb *notebook.Cell)  {}
func Hold(nb *notebook.Cell)   {}
func Broken(nb *notebook.Cell) {}
`

func (st *stage) cells() notebook.Cells {
	return notebook.Cells{
		"Dice": func(nb *notebook.Cell) {
			k := nb.Int("k", "sides", 6, 2, 20)
			p := nb.Slider("p", "share", 0.5, notebook.Steps(0, 1, 0.1))
			nb.Say("%d sides, share %.1f.", k, p)
		},
		"Spin": func(nb *notebook.Cell) {
			nb.Animate("turn", "turn", 5, 2, func(i int) { nb.Say("turn number %d", i) })
		},
		"Clock": func(nb *notebook.Cell) {
			nb.Int("n", "size", 1, 1, 9)
			nb.Say("took %d ns", nb.Elapsed(func() { st.measured.Add(1) }))
		},
		"Hold": func(nb *notebook.Cell) {
			n := nb.Int("n", "number", 0, 0, 1000)
			if n > 0 {
				st.runs.Add(1)
				st.entered <- struct{}{}
				<-st.release
			}
			nb.Say("held %d", n)
		},
		"Broken": func(nb *notebook.Cell) {
			if nb.Int("n", "number", 0, 0, 9) > 0 {
				panic("secret of the cell")
			}
		},
	}
}

func diceContent() fs.FS {
	return fstest.MapFS{
		"dice.md": {Data: []byte("---\ntitle: Dice\nshort: Dice\nsummary: Throws.\ngoals: [you can throw]\n---\n" +
			"The mean of $n$ throws: $$\\bar{x} = \\frac{1}{n} \\sum_{i=1}^{n} x_i \\qquad n > 0$$\n\n" +
			"```go cell=Dice\n```\n\n```go cell=Spin\n```\n\n```go cell=Clock\n```\n\n```go cell=Hold\n```\n\n```go " +
			"cell=Broken\n```\n\n" +
			"```sql data=shop\nINSERT INTO goods VALUES ('die', 7);\n```\n\n```sql data=shop\nSELECT name, price FROM " +
			"goods;\n```\n")},
		"data/shop.sql": {
			Data: []byte("CREATE TABLE goods (name TEXT, price INTEGER); INSERT INTO goods VALUES ('cup', 3);"),
		},
	}
}

// get answers a GET request without a connection.
func (st *stage) get(path string, header ...string) *httptest.ResponseRecorder {
	return st.do(http.MethodGet, path, "", header...)
}

// do answers a request; header holds names and values in turn.
func (st *stage) do(method, path, body string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, bytes.NewBufferString(body))
	r.Host = "localhost:8080"
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	if host := r.Header.Get("Host"); host != "" {
		r.Host = host
	}
	w := httptest.NewRecorder()
	st.Handler().ServeHTTP(w, r)
	return w
}

// post sends a form to an SQL cell.
func (st *stage) post(path, form string) *httptest.ResponseRecorder {
	return st.do(http.MethodPost, path, form, "Content-Type", "application/x-www-form-urlencoded")
}

// lockedBuffer takes the log of a server and hands it to its test.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) reset() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.buf.Reset()
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// eventually waits until what is asked for holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	need.Until(t, what, holds)
}

// receive waits for something to happen.
func receive[T any](t testing.TB, what string, from <-chan T) T {
	t.Helper()
	return need.Receive(t, what, from)
}

// brokenContent is the course with a cell that does not exist, on line 7.
func brokenContent() fs.FS {
	return fstest.MapFS{"dice.md": {Data: []byte(
		"---\ntitle: Dice\nshort: Dice\nsummary: Throws.\ngoals: [g]\n---\n```go cell=Nope\n```\n")}}
}
