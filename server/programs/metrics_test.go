package programs

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"abacus/server/build"
)

func TestBuildsAreCountedByOutcome(t *testing.T) {
	m := newMetrics(prometheus.NewRegistry(), nil)
	for outcome, of := range map[string]struct {
		result build.Result
		err    error
	}{
		"program":     {build.Result{Program: &build.Program{}}, nil},
		"cached":      {build.Result{Program: &build.Program{}, Cached: true}, nil},
		"mistakes":    {build.Result{Diagnostics: []build.Diagnostic{{}}}, nil},
		"busy":        {err: fmt.Errorf("building: %w", &build.BusyError{Ahead: 3})},
		"not ready":   {err: build.ErrPreparing},
		"bad request": {err: build.ErrBadEdit},
		"gone":        {err: context.Canceled},
		"failed":      {err: http.ErrAbortHandler},
	} {
		m.built(of.result, of.err, 0)
		if n := testutil.ToFloat64(m.builds.WithLabelValues(outcome)); n != 1 {
			t.Errorf("%s is counted %g times", outcome, n)
		}
	}
}
