package app

import (
	"context"
	"io"
	"log/slog"
	"os"

	"github.com/cli/browser"

	"abacus/server"
)

// serving is the configuration that the flags set.
type serving struct {
	server.Config
	answers string // where a class's answers are stored: a file or a database's address; "" for the default
	open    bool   // a browser
}

// run serves the course until ctx ends, with a compiler for readers' edits and a log
// on standard error.
func (s serving) run(ctx context.Context) error {
	level := slog.LevelInfo
	if s.Class && isTerminal(os.Stderr) {
		level = slog.LevelWarn // the requests of a class would push the addresses off the screen
	}
	s.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
	s.Addr = s.addr()
	b, err := newBuilders(s.Module, s.Log, 0)
	if err != nil {
		return err
	}
	if s.Builder, s.Kit = b.builder, b.kit; s.Kit != nil {
		defer s.Kit.Close()
	}
	if err := s.openClassroom(ctx); err != nil {
		return err
	}
	if s.Classroom != nil {
		defer s.Classroom.Close()
	}
	var srv *server.Server
	s.Ready = func(url string) { s.welcome(srv, url) }
	if srv, err = server.New(s.Config); err != nil {
		return err
	}
	return srv.Run(ctx)
}

// welcome shows, once the server listens, where it can be reached.
func (s serving) welcome(srv *server.Server, url string) {
	if s.Class {
		invite(os.Stdout, s.Addr, url, isTerminal(os.Stdout))
	}
	if s.Classroom != nil && s.Teacher == "" {
		var enter io.Reader
		if isTerminal(os.Stdin) {
			enter = os.Stdin
		}
		go showLinks(srv.TeacherLink, url, enter, os.Stdout)
	}
	if s.open {
		openBrowser(url, s.Log)
	}
}

// addr returns the address to listen on: on this machine only, unless -class or -addr
// is set.
func (s serving) addr() string {
	switch {
	case s.Addr != "":
		return s.Addr
	case s.Class:
		return ":8080"
	}
	return "localhost:8080"
}

// isTerminal reports whether a file is a terminal.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func openBrowser(url string, log *slog.Logger) {
	browser.Stdout = io.Discard
	if err := browser.OpenURL(url); err != nil {
		log.Warn("cannot open a browser; open the address yourself", "url", url)
	}
}
