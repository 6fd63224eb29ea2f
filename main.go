// Abacus is a course on data science in Go whose every algorithm is live. It
// serves the lessons as web pages.
//
// Usage:
//
//	go run . [-addr localhost:8080] [-class] [-answers where] [-open=true] [-dev]
//	         [-content DIR] [-lag 0s] [-metrics host:port]
//	go run . new DIR/LESSON.md
//	go run . check DIR
//	go run . kit
//	go run . export DIR
//
// It listens on this machine alone unless -addr or -class says otherwise, opens the
// first page in the browser, and logs requests to standard error. SIGINT
// (Ctrl-C) and SIGTERM let requests in flight finish and then end it with
// status 0; a second one ends it at once. A mistake (a port in use, a broken
// lesson) ends it with status 1 and one line for each.
//
//	-addr host:port   where to listen; port 0 lets the system choose
//	-class            for others in the room, too: listen on all of this
//	                  machine's addresses, port 8080 unless -addr says
//	                  otherwise, and show them, one as a QR code; a
//	                  terminal shows no requests then
//	-answers where    what keeps a class's answers: an SQLite file, or the
//	                  address of a PostgreSQL database, as DATABASE_URL in the
//	                  environment; a file of the user's own otherwise. The
//	                  teacher comes in by links that are shown here or, where
//	                  ABACUS_TEACHER is set, by that secret
//	-open=false       do not open a browser
//	-dev              read lessons, templates and static files from the
//	                  current directory and reload pages when one is saved.
//	                  Saved Go shows on the pages, and readers' edits build
//	                  on it; what the pages compute before anything is
//	                  edited changes with the next start
//	-content DIR      serve the lessons in DIR, too, after those of the course
//	                  or in the place of the one with the same name, and
//	                  follow them when one is saved. What is wrong with one
//	                  stands on its page; the others go on. Their Go is
//	                  compiled here and runs in readers' browsers alone
//	-lag time         behind a load balancer: serve on for this long after
//	                  the signal, not ready any more, until it has heard
//	-metrics addr     listen for Prometheus there, at /metrics; off otherwise
//
// The command new writes the start of a lesson for -content. It is a lesson
// itself, which shows how each part of one is written. The command check tries
// the lessons in a directory: that they compile, that every cell runs, that
// solutions pass and wrong answers do not. What is Go runs in Chromium.
//
// The command kit makes the compiler for readers' browsers, so that it is
// there before it is wanted, and ends. It takes some minutes, once for each
// version of Go; what it makes is kept in the user's cache directory.
//
// The command export writes the whole course into the new directory DIR, as
// plain files for any web host and under any address. What the server
// computes for readers is then computed in their browsers. It takes some
// minutes the first time, and seconds later. Equal sources and an equal Go
// make equal files.
//
// The help pages say more: /help/ in the running course, or content/help in its
// source.
package main

import (
	"context"
	"embed"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"abacus/content"
	"abacus/deploy"
	"abacus/server/app"
	"abacus/server/project"
	"abacus/static"
)

// What pages show, and what readers' programs and the SQL of exported pages
// are built from; and the manual: the comment above, which -h prints.
//
//go:embed LICENSE go.mod go.sum lessons main.go server/sql server/wire
var module embed.FS

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program
	program := app.App{
		Project: project.Project{Module: module, Content: content.FS(), Static: static.FS(), Deploy: deploy.FS},
		Manual:  manual(),
	}
	if err := program.Run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "abacus:", err)
		os.Exit(1)
	}
}

// manual is the comment at the top of this file.
func manual() string {
	source, _ := module.ReadFile("main.go") // it is embedded
	comment, _, _ := strings.Cut(string(source), "package main")
	return strings.NewReplacer("// ", "", "//", "").Replace(comment)
}
