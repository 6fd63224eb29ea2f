package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"time"

	"abacus/server/chromium"
	"abacus/web"
)

// checking is a run of the command check: what is to be tried in a browser,
// and what has come of it.
type checking struct {
	trials   []web.Trial
	outcomes chan numbered
}

type numbered struct {
	number  int
	outcome web.Outcome
}

// checkPatience is how long a browser may be silent: it builds one trial in
// that time, and runs it.
const checkPatience = 3 * time.Minute

// CheckLessons tries every cell and exercise of the lessons in a directory of
// one's own and writes what is wrong, a line for each. Their Go runs in a
// browser, as it does for readers: in Chromium, unseen, or where there is none
// in the browser that people use here. The error says how much is wrong.
func CheckLessons(ctx context.Context, cfg Config, dir string, out io.Writer) error {
	cfg, err := cfg.readied(ctx)
	if err != nil {
		return err
	}
	cfg.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError + 1})) // what is wrong is written once, below
	cfg.Own, cfg.Kit, cfg.checking = dir, nil, &checking{outcomes: make(chan numbered)}
	s, err := New(cfg)
	if err != nil {
		return err
	}
	wrong := 0
	tell := func(p web.Problem) {
		wrong++
		_, _ = fmt.Fprintln(out, p.Error()) // who reads it has gone: the exit code tells
	}
	tried, err := s.checkOwn(ctx, tell)
	switch {
	case err != nil:
		return err
	case wrong == 1:
		return errors.New("one problem")
	case wrong > 0:
		return fmt.Errorf("%d problems", wrong)
	case tried == 0:
		return fmt.Errorf("check %s: there is nothing to try: a lesson is a file such as my-lesson.md", dir)
	}
	_, err = fmt.Fprintf(out, "%s: %d things tried, all as they should be\n", dir, tried)
	return err
}

// checkOwn tells what is wrong with own lessons, and returns how many things
// it tried.
func (s *Server) checkOwn(ctx context.Context, tell func(web.Problem)) (tried int, err error) {
	course := s.pages.Course()
	for _, p := range course.OwnProblems {
		tell(p)
	}
	c := s.cfg.checking
	for _, l := range course.Lessons {
		for _, p := range l.Broken {
			tell(p)
		}
		if l.Own() {
			for _, p := range course.PageProblems(l) {
				tell(p)
			}
		}
		for _, t := range l.Trials() {
			tried++
			if t.Away() {
				c.trials = append(c.trials, t)
			} else if said := t.Wrong(course.Try(ctx, t)); said != "" {
				tell(l.Problem(t.Line, "%s", said))
			}
		}
	}
	if len(c.trials) == 0 {
		return tried, nil
	}
	return tried, s.checkInBrowser(ctx, func(n numbered) {
		t := c.trials[n.number]
		if said := t.Wrong(n.outcome); said != "" {
			tell(t.Lesson.Problem(t.Line, "%s", said))
		}
	})
}

// checkInBrowser serves the page that tries what is Go, opens it, and waits
// for all that it reports.
func (s *Server) checkInBrowser(ctx context.Context, heard func(numbered)) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	srv := s.newHTTPServer()
	go func() { _ = srv.Serve(ln) }() // until it is closed
	defer srv.Close()
	url := address(ln.Addr()) + "/check"
	closed, err := chromium.Open(ctx, url)
	switch {
	case errors.Is(err, chromium.ErrNone):
		fmt.Fprintf(os.Stderr, "%v. Until then, what is Go is tried at %s\n", err, url)
		s.cfg.openBrowser(url)
	case err != nil:
		return err
	default:
		defer closed()
	}
	left := map[int]bool{}
	for i := range s.cfg.checking.trials {
		left[i] = true
	}
	for len(left) > 0 {
		select {
		case n := <-s.cfg.checking.outcomes:
			if left[n.number] {
				delete(left, n.number)
				heard(n)
			}
		case <-time.After(checkPatience):
			return fmt.Errorf("the browser has not answered for %s; %d things are not tried", checkPatience, len(left))
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
