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
		s.followDisk(".")
	}
	return s.run(ctx)
}

// command runs a command other than serving. own is the value of -content.
func (a App) command(ctx context.Context, args []string, own string) error {
	name, operands := args[0], args[1:]
	commands := map[string]struct {
		usage string // of its operand; "" for a command without one
		run   func(operand string) error
	}{
		"new": {"new takes the file to write: go run . new DIR/LESSON.md",
			func(file string) error { return newLesson(file, os.Stdout) }},
		"check": {"check takes the directory of your lessons: go run . check DIR",
			func(dir string) error { return a.check(ctx, dir, os.Stdout) }},
		"kit": {"", func(string) error { return a.makeKit(ctx) }},
		"export": {"export takes a directory of its own: go run . export DIR",
			func(dir string) error { return a.export(ctx, dir, own) }},
	}
	c, ok := commands[name]
	switch {
	case ok && c.usage == "" && len(operands) == 0:
		return c.run("")
	case ok && c.usage != "" && len(operands) == 1:
		return c.run(operands[0])
	case ok && c.usage != "":
		return errors.New(c.usage)
	}
	return fmt.Errorf("unexpected argument %q (see -h)", name)
}
