package app

import (
	"context"
	"errors"

	"abacus/server/export"
)

// export writes the course into a directory as plain files.
func (a App) export(ctx context.Context, dir, own string) error {
	if own != "" { // said before the minutes that preparing takes
		return errors.New("your own lessons cannot be exported: leave out -content")
	}
	b, log, err := a.prepared(ctx)
	if err != nil {
		return err
	}
	return export.Write(ctx, export.Config{Project: a.Project, Builder: b.builder, Kit: b.kit, Log: log}, dir)
}
