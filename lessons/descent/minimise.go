package descent

import (
	"fmt"
	"math"
)

// Limit is how far a coordinate or a loss may grow before a run is called
// divergent.
const Limit = 1e9

// A Run is the record of a descent: the points visited, the start first, and
// the loss at each.
type Run struct {
	Points [][]float64
	Values []float64
}

// Minimise takes the given number of steps from start and records all of them.
// It makes steps+1 evaluations of the loss for the record, besides the
// gradients the method asks for.
//
// A run that grows beyond [Limit] or is no longer a number stops with
// [ErrDiverged] and the record up to there, which is always finite.
func Minimise(loss Loss, m Method, start []float64, steps int) (Run, error) {
	if len(start) != loss.Dim || loss.Dim == 0 || steps < 0 {
		return Run{}, fmt.Errorf("%w: %d coordinates for %d variables, %d steps", ErrInput, len(start), loss.Dim, steps)
	}
	if err := m.Start(loss.Dim); err != nil {
		return Run{}, err
	}
	var run Run
	x := append([]float64(nil), start...)
	if !run.record(loss, x) {
		return run, fmt.Errorf("%w: at the start", ErrDiverged)
	}
	for i := range steps {
		m.Step(x, loss.Grad)
		if !run.record(loss, x) {
			return run, fmt.Errorf("%w: at step %d", ErrDiverged, i+1)
		}
	}
	return run, nil
}

// record appends a copy of x with its loss, and reports whether both are
// within bounds; when they are not, it appends nothing.
func (r *Run) record(loss Loss, x []float64) bool {
	if !allBounded(x) {
		return false
	}
	value := loss.Value(x)
	if !bounded(value) {
		return false
	}
	r.Points = append(r.Points, append([]float64(nil), x...))
	r.Values = append(r.Values, value)
	return true
}

// bounded is false for NaN as well, because NaN compares as false.
func bounded(v float64) bool { return math.Abs(v) <= Limit }

func allBounded(x []float64) bool {
	for _, v := range x {
		if !bounded(v) {
			return false
		}
	}
	return true
}

// Last returns the last point of the run and its loss. It is nil and 0 for an
// empty run.
func (r Run) Last() ([]float64, float64) {
	if len(r.Points) == 0 {
		return nil, 0
	}
	i := len(r.Points) - 1
	return r.Points[i], r.Values[i]
}

// CountSteps takes steps without recording them until the loss is at most
// target and returns how many it took. It returns limit if that was not
// enough, and [ErrDiverged] with the step at which the loss left all bounds.
func CountSteps(loss Loss, m Method, start []float64, target float64, limit int) (int, error) {
	if len(start) != loss.Dim || loss.Dim == 0 {
		return 0, fmt.Errorf("%w: %d coordinates for %d variables", ErrInput, len(start), loss.Dim)
	}
	if err := m.Start(loss.Dim); err != nil {
		return 0, err
	}
	x := append([]float64(nil), start...)
	for i := range limit {
		value := loss.Value(x)
		if !bounded(value) {
			return i, fmt.Errorf("%w: at step %d", ErrDiverged, i)
		}
		if value <= target {
			return i, nil
		}
		m.Step(x, loss.Grad)
	}
	return limit, nil
}
