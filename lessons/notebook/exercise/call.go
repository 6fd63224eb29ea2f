package exercise

import (
	"fmt"
	"runtime"
	"strings"
)

// call calls f and returns its result, or how it panicked.
func call[In, Out any](f func(In) Out, in In) (out Out, problem string) {
	defer func() {
		if p := recover(); p != nil {
			problem = fmt.Sprintf("stops with a panic%s: %v.", line(), p)
		}
	}()
	return f(in), ""
}

// yours is the path at which learners' programs are compiled.
const yours = "yours/"

// line returns " in line 3" for the learner's line that panicked, if there is
// one among the current calls.
func line() string {
	pcs := make([]uintptr, 100)
	calls := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := calls.Next()
		if strings.HasPrefix(f.File, yours) {
			return fmt.Sprintf(" in line %d", f.Line)
		}
		if !more {
			return ""
		}
	}
}
