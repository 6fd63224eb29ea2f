package box

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"
)

const endlessCount = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c"

// Whoever runs SQL has to know whether a cut run was too slow, or was given no
// time, or was left.
func TestWhyARunWasCut(t *testing.T) {
	const soon, later = 20 * time.Millisecond, time.Hour
	left, leave := context.WithCancel(t.Context())
	leave()
	impatient, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	given := func(share time.Duration, known bool) func() (time.Duration, bool) {
		var now time.Duration
		return func() (time.Duration, bool) { now += share; return now, known }
	}
	tests := []struct {
		name   string
		ctx    context.Context
		opts   Options
		replay []string
		text   string
		want   error
	}{
		{
			"much time on a processor",
			t.Context(),
			Options{Deadline: soon, processorTime: given(soon/fairShare, true)},
			nil,
			endlessCount,
			ErrTooSlow,
		},
		{
			"little time on a processor",
			t.Context(),
			Options{Deadline: soon, processorTime: given(soon/fairShare-1, true)},
			nil,
			endlessCount,
			ErrBusy,
		},
		{
			"in a cell above",
			t.Context(),
			Options{Deadline: soon, processorTime: given(1, true)},
			[]string{endlessCount},
			"SELECT 1",
			ErrBusy,
		},
		{
			"time on a processor unknown",
			t.Context(),
			Options{Deadline: soon, processorTime: given(0, false)},
			nil,
			endlessCount,
			ErrTooSlow,
		},
		{"the reader has left", left, Options{Deadline: later, processorTime: given(0, true)}, nil, endlessCount, ErrLeft},
		{
			"the caller's own deadline",
			impatient,
			Options{Deadline: later, processorTime: given(0, true)},
			nil,
			endlessCount,
			ErrLeft,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Run(tt.ctx, shop, tt.replay, tt.text, tt.opts)
			if !errors.Is(err, tt.want) || !errors.Is(err, ErrInterrupted) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			for _, other := range []error{ErrTooSlow, ErrBusy, ErrLeft} {
				if other != tt.want && errors.Is(err, other) {
					t.Errorf("%v is %v as well", err, other)
				}
			}
		})
	}
}

func TestOtherCauses(t *testing.T) {
	bomb := "CREATE TEMP TABLE t AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) " +
		"SELECT randomblob(90000) FROM c"
	patient := Options{Deadline: time.Hour}
	var mistake *Error

	_, err := Run(t.Context(), shop, nil, bomb, patient)
	if !errors.Is(err, ErrMemory) || errors.Is(err, ErrInterrupted) || !errors.As(err, &mistake) {
		t.Errorf("a statement that needs much memory: %v", err)
	}
	_, err = Run(t.Context(), bomb, nil, "SELECT 1", patient)
	if !errors.Is(err, ErrMemory) || errors.As(err, &mistake) {
		t.Errorf("data that need much memory are no mistake of the learner's: %v", err)
	}
	_, err = Run(t.Context(), shop, nil, "SELECT nope", patient)
	if !errors.As(err, &mistake) || mistake.Cause != nil {
		t.Errorf("a mistake in the SQL: %v", err)
	}
}

// A thread's time grows while it works: else every cut run would look like one
// on a busy machine.
func TestThreadTime(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	start, known := threadTime()
	if !known {
		t.Skip("not known on this system")
	}
	for x := 1; ; x++ {
		if now, _ := threadTime(); now-start > 10*time.Millisecond {
			return
		}
	}
}
