package programs

import (
	"errors"
	"net/http"
	"strconv"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/reply"
	"abacus/server/wire"
)

// explain covers the reasons why there is no program.
func (p *Room) explain(err error) *reply.Problem {
	var busy *build.BusyError
	switch {
	case errors.As(err, &busy):
		return wait(http.StatusServiceUnavailable, "The compiler is busy; "+strconv.Itoa(busy.Ahead)+" are ahead of you.")
	case errors.Is(err, admission.ErrTooMany):
		return wait(http.StatusTooManyRequests, admission.ErrTooMany.Message)
	case errors.Is(err, build.ErrPreparing):
		return wait(http.StatusServiceUnavailable, preparing(p.Builder.Status().Progress))
	case errors.Is(err, build.ErrNoRoom):
		p.Log.Error("programs cannot be built", "error", err)
		return wait(http.StatusServiceUnavailable, "The server's disk is full. Building continues once there is space.")
	case errors.Is(err, build.ErrUnavailable):
		return &reply.Problem{Status: http.StatusOK, JSON: wire.BuildAnswer{Problem: p.Builder.Status().Problem}}
	case errors.Is(err, build.ErrUnknown):
		return reply.ErrNotFound
	case errors.Is(err, build.ErrBadEdit):
		return reply.BadRequest(err.Error())
	}
	return nil
}

// wait tells the page to retry in a second.
func wait(status int, why string) *reply.Problem {
	return &reply.Problem{Status: status, JSON: wire.BuildAnswer{Wait: why}, RetryAfter: 1}
}

// preparing describes the progress of the preparation.
func preparing(p build.Progress) string {
	text := "The compiler is being prepared, once for this machine: " + p.Stage
	if p.Total > 0 {
		text += ", " + strconv.Itoa(p.Done) + " of " + strconv.Itoa(p.Total) + " packages"
	}
	return text + "."
}
