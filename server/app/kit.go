package app

import (
	"context"

	"abacus/server/build"
)

// makeKit makes the compiler for readers' browsers, before one is asked for.
func (a App) makeKit(ctx context.Context) error {
	b, log, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	return b.kit.Make(ctx, build.Told(log))
}
