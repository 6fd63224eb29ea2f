package programs

import (
	"errors"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/reply"
	"abacus/server/wire"
)

// Package returns a lesson's Go with edits in it, for a download. Its errors are
// worded for the reader.
func (p *Room) Package(slug string, edits []wire.Edit) (*source.Copy, error) {
	if len(edits) == 0 {
		return source.ReadCopy(p.Module, slug)
	}
	if p.Builder == nil {
		return nil, reply.BadRequest("Code cannot be changed on this server")
	}
	course, _, err := p.basis()
	var pkg *source.Copy
	if err == nil {
		pkg, err = course.Edited(p.Module, slug, edits)
	}
	switch {
	case errors.Is(err, build.ErrPreparing), errors.Is(err, build.ErrUnavailable):
		return nil, admission.ErrBusy
	case errors.Is(err, build.ErrTooLong):
		return nil, reply.BadRequest("The edits of the page are too long together")
	case errors.Is(err, build.ErrBadEdit):
		return nil, reply.BadRequest(err.Error())
	case errors.Is(err, build.ErrUnknown):
		return nil, reply.ErrNotFound
	}
	return pkg, err
}
