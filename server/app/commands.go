package app

import (
	"context"
	"errors"
	"fmt"
	"os"

	"abacus/server/build"
	"abacus/server/check"
	"abacus/server/export"
)

// command runs a command other than serving. own is the value of -content.
func (a App) command(ctx context.Context, args []string, own string) error {
	name, operands := args[0], args[1:]
	usage, known := map[string]string{ // of the operand; "" for a command without one
		"new":    "new takes the file to write: go run . new DIR/LESSON.md",
		"check":  "check takes the directory of your lessons: go run . check DIR",
		"export": "export takes a directory of its own: go run . export DIR",
		"kit":    "",
	}[name]
	switch {
	case !known, usage == "" && len(operands) > 0:
		return fmt.Errorf("unexpected argument %q (see -h)", name)
	case usage != "" && len(operands) != 1:
		return errors.New(usage)
	case name == "new":
		return newLesson(operands[0], os.Stdout)
	case name == "export" && own != "": // before the minutes of preparation
		return errors.New("your own lessons cannot be exported: leave out -content")
	}
	b, log, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	switch name {
	case "check":
		open := func(url string) { openBrowser(url, log) }
		cfg := check.Config{Project: a.Project, Builder: b.builder, Open: open}
		return check.Run(ctx, cfg, operands[0], os.Stdout)
	case "export":
		cfg := export.Config{Project: a.Project, Builder: b.builder, Kit: b.kit, Log: log}
		return export.Write(ctx, cfg, operands[0])
	}
	return b.kit.Make(ctx, build.LogStages(log))
}
