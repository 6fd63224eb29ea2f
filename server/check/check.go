// Package check tries every cell and exercise of a teacher's own lessons and
// says what is wrong with them.
//
// Questions and SQL are tried here. Go runs in a browser, as it does for
// readers: in Chromium, without a window, or where there is none in the browser
// that people use on this machine. A page of this package's own, beside those of
// a server, tries it and reports what came of it.
package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"abacus/server"
	"abacus/server/assets"
	"abacus/server/build"
	"abacus/server/chromium"
	"abacus/server/programs"
	"abacus/server/project"
	"abacus/web"
)

// Config is what a check works with.
type Config struct {
	project.Project
	Builder *build.Builder   // it has to be ready
	Open    func(url string) // opens a page in the browser that people use here
}

// patience is how long a browser may be silent: in that time it builds one
// trial and runs it.
const patience = 3 * time.Minute

// Run tries the lessons in a directory and writes what is wrong, a line for
// each. Its error says how much is.
func Run(ctx context.Context, cfg Config, dir string, out io.Writer) error {
	c, err := newChecker(cfg, dir)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	wrong := 0
	c.tell = func(p web.Problem) {
		wrong++
		_, _ = fmt.Fprintln(out, p.Error()) // if nobody reads it any more, the exit code tells
	}
	tried, err := c.run(ctx)
	switch {
	case err != nil:
		return err
	case wrong == 1:
		return errors.New("one problem")
	case wrong > 0:
		return fmt.Errorf("%d problems", wrong)
	case tried == 0:
		return fmt.Errorf("check %s: nothing to try: a lesson is a file such as my-lesson.md", dir)
	}
	_, err = fmt.Fprintf(out, "%s: %d things tried, all as they should be\n", dir, tried)
	return err
}

// checker is one run.
type checker struct {
	Config
	dir    string
	course *web.Course
	tell   func(web.Problem)
	page   *page // that tries what is Go
}

// newChecker reads the lessons and compiles them. What is wrong with them is
// told once, by run, and not logged.
func newChecker(cfg Config, dir string) (*checker, error) {
	own, err := project.OpenOwn(dir)
	if err != nil {
		return nil, err
	}
	static, err := assets.Load(cfg.Static)
	if err != nil {
		return nil, err
	}
	course, err := cfg.Course()
	if err != nil {
		return nil, err
	}
	course.Own, course.OwnDir = own, filepath.Clean(dir) // editors find a file by it
	course.Asset, course.Editable = static.URL, true
	c := &checker{Config: cfg, dir: dir}
	if c.course, err = web.Load(course); err != nil {
		return nil, err
	}
	programs.CompileOwn(cfg.Builder, c.course, slog.New(slog.DiscardHandler))
	c.page = &page{course: c.course, outcomes: make(chan numbered)}
	return c, nil
}

// run tells what is wrong with the lessons, and returns how many things it
// tried.
func (c *checker) run(ctx context.Context) (tried int, err error) {
	for _, p := range c.course.OwnProblems {
		c.tell(p)
	}
	for _, l := range c.course.Lessons {
		for _, p := range l.Broken {
			c.tell(p)
		}
		if l.Own() {
			for _, p := range c.course.PageProblems(l) {
				c.tell(p)
			}
		}
		for _, t := range l.Trials() {
			tried++
			if t.Away() {
				c.page.trials = append(c.page.trials, t)
			} else {
				c.judge(t, c.course.Try(ctx, t))
			}
		}
	}
	if len(c.page.trials) == 0 {
		return tried, nil
	}
	return tried, c.inBrowser(ctx)
}

// judge tells if what came of a trial is not what had to come of it.
func (c *checker) judge(t web.Trial, o web.Outcome) {
	if said := t.Wrong(o); said != "" {
		c.tell(t.Lesson.Problem(t.Line, "%s", said))
	}
}

// inBrowser serves the page that tries what is Go, opens it, and waits for all
// that it reports.
func (c *checker) inBrowser(ctx context.Context) error {
	site, err := server.New(server.Config{
		Project: c.Project, Builder: c.Builder, Own: c.dir,
	})
	if err != nil {
		return err
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: c.page.beside(site.Handler(), ln.Addr().String()), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(ln) }() // until it is closed
	defer srv.Close()
	url := "http://" + ln.Addr().String() + "/check"
	closed, err := chromium.Open(ctx, url)
	switch {
	case errors.Is(err, chromium.ErrNone):
		fmt.Fprintf(os.Stderr, "%v. Until then, what is Go is tried at %s\n", err, url)
		c.Open(url)
	case err != nil:
		return err
	default:
		defer closed()
	}
	return c.listen(ctx)
}

// listen waits until the page has reported every trial.
func (c *checker) listen(ctx context.Context) error {
	left := map[int]bool{}
	for i := range c.page.trials {
		left[i] = true
	}
	for len(left) > 0 {
		select {
		case n := <-c.page.outcomes:
			if left[n.number] {
				delete(left, n.number)
				c.judge(c.page.trials[n.number], n.outcome)
			}
		case <-time.After(patience):
			return fmt.Errorf("no answer from the browser for %s; %d things are not tried", patience, len(left))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
