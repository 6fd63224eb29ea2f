// Package check tests every cell and exercise of a teacher's own lessons and
// reports what is wrong with them.
//
// Questions and SQL are tested here. Go runs in a browser, as it does for readers:
// in Chromium without a window or, if that is not installed, in the user's browser.
// A page of this package, added to a server's, runs the Go and reports the results.
package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"abacus/server"
	"abacus/server/build"
	"abacus/server/chromium"
	"abacus/server/project"
	"abacus/server/wire"
	"abacus/web"
)

// Config is what a check works with.
type Config struct {
	project.Project
	Builder *build.Builder   // must be ready
	Open    func(url string) // opens a page in the user's browser
}

// patience is how long a browser may be silent: the time in which it builds and runs
// one trial.
const patience = 3 * time.Minute

// Run tests the lessons in a directory and writes one line for each problem. Its
// error tells how many there are.
func Run(ctx context.Context, cfg Config, dir string, out io.Writer) error {
	c, err := newChecker(cfg, dir)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	wrong := 0
	c.tell = func(problems ...web.Problem) {
		wrong += len(problems)
		for _, p := range problems {
			_, _ = fmt.Fprintln(out, p.Error()) // if nobody reads it, the exit status still tells
		}
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
	site     *server.Server
	tell     func(...web.Problem)
	trials   []web.Trial // of Go, for the page to run
	outcomes chan wire.TrialOutcome
}

// newChecker reads the lessons and compiles them. Their problems are reported once,
// by run, and not logged.
func newChecker(cfg Config, dir string) (*checker, error) {
	c := &checker{Config: cfg, outcomes: make(chan wire.TrialOutcome)}
	var err error
	c.site, err = server.New(server.Config{
		Project: cfg.Project, Builder: cfg.Builder, Own: dir, OwnName: filepath.Clean(dir), // editors find a file by it
		Mount: c.routes,
	})
	return c, err
}

// run reports what is wrong with the lessons, and returns how many things it tried.
func (c *checker) run(ctx context.Context) (tried int, err error) {
	course := c.site.Course()
	c.tell(course.OwnProblems...)
	for _, l := range course.Lessons {
		c.tell(l.Broken...)
		if l.Own() {
			c.tell(course.PageProblems(l)...)
		}
		for _, t := range l.Trials() {
			tried++
			if t.InBrowser() {
				c.trials = append(c.trials, t)
			} else {
				c.judge(t, course.Try(ctx, t))
			}
		}
	}
	if len(c.trials) == 0 {
		return tried, nil
	}
	return tried, c.inBrowser(ctx)
}

// judge reports a trial whose outcome is not the expected one.
func (c *checker) judge(t web.Trial, o wire.TrialOutcome) {
	if problem, wrong := t.Wrong(o); wrong {
		c.tell(problem)
	}
}

// inBrowser serves the page that runs the Go, opens it, and waits for its reports.
func (c *checker) inBrowser(ctx context.Context) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: c.site.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = srv.Serve(ln) }() // until Close
	defer srv.Close()
	url := "http://" + ln.Addr().String() + "/check"
	closed, err := chromium.Open(ctx, url)
	switch {
	case errors.Is(err, chromium.ErrNone):
		fmt.Fprintf(os.Stderr, "%v. Until then, Go is tested at %s\n", err, url)
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
	for i := range c.trials {
		left[i] = true
	}
	for len(left) > 0 {
		select {
		case o := <-c.outcomes:
			if left[o.Number] {
				delete(left, o.Number)
				c.judge(c.trials[o.Number], o)
			}
		case <-time.After(patience):
			return fmt.Errorf("the browser has not answered for %s; %d things were not tried", patience, len(left))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
