package programs

import (
	"context"
	"errors"
	"net/http"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/fair"
	"abacus/server/reply"
	"abacus/server/wire"
)

// Package returns a lesson's Go with a client's edits in it, for a download. Building
// them waits for the compiler, applying them for the client's turn at costly work.
// Errors are *reply.Problem, worded for the reader, the error of ctx, or an internal
// error.
func (p *Room) Package(ctx context.Context, c fair.Client, slug string, edits []wire.Edit) (*source.Copy, error) {
	if len(edits) == 0 {
		return source.ReadCopy(p.Module, slug)
	}
	if p.Builder == nil {
		return nil, reply.BadRequest("Code cannot be changed on this server")
	}
	course, _, err := p.basis()
	if err != nil {
		return nil, noPackage(err)
	}
	edits, broken, err := p.Builder.Settle(ctx, c, slug, edits)
	if err != nil {
		return nil, noPackage(err)
	}
	pkg, err := p.edited(ctx, c, course, slug, edits)
	if err != nil {
		return nil, noPackage(err)
	}
	pkg.Drop(broken)
	return pkg, nil
}

// noPackage words an error of the builder for the reader of a page.
func noPackage(err error) error {
	busy := (*build.BusyError)(nil)
	switch {
	case errors.Is(err, build.ErrPreparing), errors.Is(err, build.ErrUnavailable), errors.As(err, &busy):
		return admission.ErrBusy
	case errors.Is(err, build.ErrUndecided):
		return errUndecided
	case errors.Is(err, build.ErrTooLong):
		return reply.BadRequest("The edits of the page are too long together")
	case errors.Is(err, build.ErrBadEdit):
		return reply.BadRequest(err.Error())
	case errors.Is(err, build.ErrUnknown):
		return reply.ErrNotFound
	}
	return err
}

// errUndecided is for code that the compiler does not finish with.
var errUndecided = &reply.Problem{Status: http.StatusServiceUnavailable, Title: "Not compiled",
	Message: "The compiler did not finish with your code. Try again in a minute; " +
		"if it is no better then, run each cell, and simplify the one that is too complex.", RetryAfter: 60}

// edited applies edits at the client's turn.
func (p *Room) edited(
	ctx context.Context, c fair.Client, course *source.Course, slug string, edits []wire.Edit,
) (*source.Copy, error) {
	release, err := p.Work.Enter(ctx, c)
	if err != nil {
		return nil, err
	}
	defer release()
	return course.Edited(p.Module, slug, edits)
}
