package programs

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/fair"
	"abacus/server/reply"
	"abacus/server/wire"
)

func TestWhyThereIsNoPackage(t *testing.T) {
	for _, tc := range []struct {
		err    error
		status int
	}{
		{build.ErrPreparing, http.StatusServiceUnavailable},
		{fmt.Errorf("building: %w", &build.BusyError{Ahead: 3}), http.StatusServiceUnavailable},
		{fmt.Errorf("%w: too complex", build.ErrUndecided), http.StatusServiceUnavailable},
		{build.ErrTooLong, http.StatusBadRequest},
		{build.ErrBadEdit, http.StatusBadRequest},
		{build.ErrUnknown, http.StatusNotFound},
	} {
		var problem *reply.Problem
		if err := noPackage(tc.err); !errors.As(err, &problem) || problem.Status != tc.status {
			t.Errorf("%v is answered with %v, want %d", tc.err, err, tc.status)
		}
	}
	if err := noPackage(os.ErrClosed); err != os.ErrClosed {
		t.Errorf("an unknown error became %v", err)
	}
}

// Edits are applied at the reader's turn, like all costly work.
func TestEditsWaitForTheirTurn(t *testing.T) {
	p := &Room{Config: Config{
		Module: os.DirFS("../.."), Bounds: admission.Bounds{Work: admission.NewGate(1, 0, time.Minute)},
	}}
	leave, err := p.Work.Enter(t.Context(), fair.Client{Address: "another"})
	if err != nil {
		t.Fatal(err)
	}
	me, course := fair.Client{Address: "me"}, source.NewCourse(source.Data{})
	edits := []wire.Edit{{Declaration: "Mine", Text: "1 + 1", Cell: true}}
	if _, err := p.edited(t.Context(), me, course, source.Notebook, edits); !errors.Is(err, admission.ErrBusy) {
		t.Errorf("while somebody else works: error %v, want %v", err, admission.ErrBusy)
	}
	leave()
	if cp, err := p.edited(t.Context(), me, course, source.Notebook, edits); err != nil || len(cp.Cells) != 1 {
		t.Errorf("at its turn: %+v, error %v", cp, err)
	}
}
