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
// Unless -addr or -class says otherwise, it listens on this machine only. It opens
// the first page in your browser and logs requests to standard error. SIGINT
// (Ctrl-C) and SIGTERM let requests in flight finish and then end the program with
// status 0; a second signal ends it at once. A mistake, such as a port in use or a
// broken lesson, ends it with status 1 and one line for each mistake.
//
//	-addr host:port   where to listen; with port 0 the system chooses a port
//	-class            let others on your network take part: listen on all of
//	                  this machine's addresses, on port 8080 unless -addr says
//	                  otherwise, and print them, one as a QR code. On a
//	                  terminal, requests are not logged then
//	-answers where    where to keep a class's answers: an SQLite file, or the
//	                  address of a PostgreSQL database, which can also come from
//	                  DATABASE_URL in the environment. With -class the default
//	                  is a file in your configuration directory. The teacher signs in with a
//	                  link printed here or, if ABACUS_TEACHER is set, with the
//	                  secret it holds
//	-open=false       do not open a browser
//	-dev              read lessons, templates and static files from the current
//	                  directory, and reload pages when a file is saved. Saved Go
//	                  shows on the pages, and readers' edits build on it; what
//	                  the pages compute before anything is edited changes at
//	                  the next start
//	-content DIR      also serve the lessons in DIR, after those of the course
//	                  or in place of one with the same name, and reload them
//	                  when they are saved. A mistake in one is shown on its
//	                  page; the others are not affected. Their Go is compiled
//	                  here and runs only in readers' browsers
//	-lag time         behind a load balancer: after the signal, keep serving for
//	                  this long while /readyz says no, so that the balancer
//	                  notices
//	-metrics addr     serve metrics for Prometheus at /metrics on this address;
//	                  off by default
//
// The command new writes a first lesson for -content: a working lesson that shows
// how each part of one is written. The command check tests the lessons in a
// directory: that they compile, that every cell runs, that solutions pass and wrong
// answers do not. It runs their Go in Chromium.
//
// The command kit makes the compiler for readers' browsers ahead of time and ends.
// That takes some minutes, once for each version of Go; the result is kept in your
// cache directory.
//
// The command export writes the whole course into the new directory DIR, as plain
// files for any web host, under any address. What the server computes for readers
// is then computed in their browsers. The first export takes some minutes, later
// ones seconds. The same sources and the same Go give the same files.
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
