package programs

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/wire"
)

// TestWhyThereIsNoProgram: the page learns whether to ask again, and hears of
// trouble as data; whatever this room does not know is for others to explain.
func TestWhyThereIsNoProgram(t *testing.T) {
	_, b := newWorkshop(t)
	p := &Room{Config: Config{Builder: b}}
	for _, tc := range []struct {
		err    error
		status int
		wait   string
	}{
		{fmt.Errorf("building: %w", &build.BusyError{Ahead: 3}), http.StatusServiceUnavailable, "3 are ahead of you"},
		{admission.ErrTooMany, http.StatusTooManyRequests, admission.ErrTooMany.Message},
		{build.ErrPreparing, http.StatusServiceUnavailable, "being prepared"},
		{build.ErrUnavailable, http.StatusOK, ""},
		{build.ErrUnknown, http.StatusNotFound, ""},
		{build.ErrBadEdit, http.StatusBadRequest, ""},
	} {
		got := p.explain(tc.err)
		if got == nil || got.Status != tc.status {
			t.Errorf("%v is answered with %+v, want %d", tc.err, got, tc.status)
			continue
		}
		answer, isData := got.JSON.(wire.BuildAnswer)
		if again := tc.wait != ""; again != (got.RetryAfter == 1) || !strings.Contains(answer.Wait, tc.wait) ||
			again && !isData {
			t.Errorf("%v: %+v, want a wait with %q", tc.err, got, tc.wait)
		}
	}
	if got := p.explain(errors.New("another")); got != nil {
		t.Errorf("an unknown error is explained: %+v", got)
	}
}
