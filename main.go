// Abacus is a course on data science in Go whose every algorithm is live. It
// serves the lessons as web pages.
//
// Usage:
//
//	go run . [-addr localhost:8080] [-open=true] [-dev]
//
// It listens on this machine alone unless -addr says otherwise, opens the
// first page in the browser, and logs requests to standard error. SIGINT
// (Ctrl-C) and SIGTERM let requests in flight finish and then end it with
// status 0; a mistake (a port in use, a broken lesson) ends it with status 1
// and one line for each.
//
//	-addr host:port   where to listen; port 0 lets the system choose
//	-open=false       do not open a browser
//	-dev              read lessons, templates and static files from the
//	                  current directory and reload pages when one is saved
package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/cli/browser"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server"
	"abacus/server/build"
	"abacus/static"
)

// The comment above is the manual: -h prints it.
//
//go:embed main.go
var source string

// What readers' programs are built from.
//
//go:embed go.mod go.sum lessons
var module embed.FS

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	switch err := run(ctx, os.Args[1:]); {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "abacus:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("abacus", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // errors are printed once, by main
	addr := flags.String("addr", "localhost:8080", "")
	open := flags.Bool("open", true, "")
	dev := flags.Bool("dev", false, "")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		manual, _, _ := strings.Cut(source, "package main")
		fmt.Println(strings.NewReplacer("// ", "", "//", "").Replace(manual))
		return err
	} else if err != nil {
		return fmt.Errorf("%w (see -h)", err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q (see -h)", flags.Arg(0))
	}
	cfg := server.Config{
		Addr: *addr, Content: content.FS(), Static: static.FS(), Deploy: deploy.FS,
		Log: slog.New(slog.NewTextHandler(os.Stderr, nil)),
	}
	if *dev {
		cfg.DevRoot = "."
		cfg.Content, cfg.Static, cfg.Deploy = os.DirFS("content"), os.DirFS("static"), os.DirFS("deploy")
	}
	if *open {
		browser.Stdout = io.Discard
		cfg.Ready = func(url string) {
			if err := browser.OpenURL(url); err != nil {
				cfg.Log.Warn("no browser opened; open the address yourself", "url", url)
			}
		}
	}
	var err error
	if cfg.Builder, err = builder(cfg.Log); err != nil {
		return err
	}
	s, err := server.New(cfg)
	if err != nil {
		return err
	}
	return s.Run(ctx)
}

// builder returns the compiler of readers' edits. It keeps what it prepares in
// the user's cache directory.
func builder(log *slog.Logger) (*build.Builder, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		log.Warn("code cannot be changed in the pages", "because", err)
		return nil, nil
	}
	return build.New(build.Config{
		Module: module, Lessons: lessons.Slugs(), CacheDir: filepath.Join(cache, "abacus"), Log: log,
	})
}
