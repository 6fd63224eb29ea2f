// Package app is the command line: it reads the flags and runs the command.
package app

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"abacus/server"
	"abacus/server/project"
)

// App is the program.
type App struct {
	project.Project
	Manual string // what -h prints
}

// Run runs the program with its arguments until it is done or ctx ends.
func (a App) Run(ctx context.Context, args []string) error {
	s := serving{Config: server.Config{Project: a.Project}}
	flags := flag.NewFlagSet("abacus", flag.ContinueOnError)
	flags.SetOutput(io.Discard)              // main prints errors, once
	flags.StringVar(&s.Addr, "addr", "", "") // localhost:8080
	flags.BoolVar(&s.Class, "class", false, "")
	flags.StringVar(&s.answers, "answers", os.Getenv("DATABASE_URL"), "")
	flags.StringVar(&s.Own, "content", "", "")
	flags.StringVar(&s.Metrics, "metrics", "", "")
	flags.DurationVar(&s.Lag, "lag", 0, "")
	flags.BoolVar(&s.open, "open", true, "")
	dev := flags.Bool("dev", false, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		_, err := fmt.Println(a.Manual)
		return err
	case err != nil:
		return fmt.Errorf("%w (see -h)", err)
	case flags.NArg() > 0:
		return a.command(ctx, flags.Args(), s.Own)
	}
	if *dev {
		s.DevRoot, s.Project = ".", project.OnDisk(".")
	}
	return s.run(ctx)
}
