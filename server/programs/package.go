package programs

import (
	"context"
	"errors"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/fair"
	"abacus/server/reply"
	"abacus/server/wire"
)

// Package returns a lesson's Go with a client's edits in it, for a download. Its
// errors are worded for the reader.
func (p *Room) Package(ctx context.Context, c fair.Client, slug string, edits []wire.Edit) (*source.Copy, error) {
	if len(edits) == 0 {
		return source.ReadCopy(p.Module, slug)
	}
	if p.Builder == nil {
		return nil, reply.BadRequest("Code cannot be changed on this server")
	}
	course, _, err := p.basis()
	var broken map[string]bool
	if err == nil {
		edits, broken, err = p.Builder.Settle(ctx, c, slug, edits)
	}
	var pkg *source.Copy
	if err == nil {
		pkg, err = course.Edited(p.Module, slug, edits)
	}
	busy := (*build.BusyError)(nil)
	switch {
	case errors.Is(err, build.ErrPreparing), errors.Is(err, build.ErrUnavailable), errors.As(err, &busy):
		return nil, admission.ErrBusy
	case errors.Is(err, build.ErrTooLong):
		return nil, reply.BadRequest("The edits of the page are too long together")
	case errors.Is(err, build.ErrBadEdit):
		return nil, reply.BadRequest(err.Error())
	case errors.Is(err, build.ErrUnknown):
		return nil, reply.ErrNotFound
	case err != nil:
		return nil, err
	}
	pkg.Drop(broken)
	return pkg, nil
}
