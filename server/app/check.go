package app

import (
	"context"
	"io"
	"log/slog"

	"abacus/server/check"
)

// check tries the lessons in a directory and writes what is wrong with them.
func (a App) check(ctx context.Context, dir string, out io.Writer) error {
	b, _, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	open := func(url string) { openBrowser(url, slog.Default()) }
	return check.Run(ctx, check.Config{Project: a.Project, Builder: b.builder, Open: open}, dir, out)
}
