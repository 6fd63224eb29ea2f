package app

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"abacus/server/build"
	"abacus/server/check"
	"abacus/server/export"
)

// check tests the lessons in a directory and writes what is wrong with them.
func (a App) check(ctx context.Context, dir string, out io.Writer) error {
	b, _, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	open := func(url string) { openBrowser(url, slog.Default()) }
	return check.Run(ctx, check.Config{Project: a.Project, Builder: b.builder, Open: open}, dir, out)
}

// export writes the course into a directory as plain files.
func (a App) export(ctx context.Context, dir, own string) error {
	if own != "" { // before the minutes of preparation
		return errors.New("your own lessons cannot be exported: leave out -content")
	}
	b, log, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	return export.Write(ctx, export.Config{Project: a.Project, Builder: b.builder, Kit: b.kit, Log: log}, dir)
}

// makeKit makes the compiler for readers' browsers ahead of time.
func (a App) makeKit(ctx context.Context) error {
	b, log, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	return b.kit.Make(ctx, build.LogStages(log))
}
