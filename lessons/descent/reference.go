package descent

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/optimize"
)

// A Report is what gonum found: where, how low, and at what cost.
type Report struct {
	X           []float64
	Value       float64
	Iterations  int
	Evaluations int // of the loss, line searches included
	Gradients   int
	Path        [][]float64 // one point an iteration, the start first
}

// WithGonum minimises the loss with a method of gonum's optimize package, say
// optimize.BFGS, until the gradient is below 1e-8 or for the given number of
// steps. A start or an answer beyond [Limit] is [ErrDiverged].
func WithGonum(loss Loss, m optimize.Method,
	start []float64, steps int) (Report, error) {
	if err := loss.check(start, steps); err != nil {
		return Report{}, err
	}
	problem := optimize.Problem{Func: loss.Value, Grad: loss.Grad}
	path := &recorder{points: [][]float64{slices.Clone(start)}}
	result, err := optimize.Minimize(problem, start, &optimize.Settings{
		GradientThreshold: 1e-8,
		MajorIterations:   steps,
		Converger:         optimize.NeverTerminate{},
		Recorder:          path,
		Concurrent:        1,
	}, m)
	// When a line search cannot improve any further, gonum has reached the
	// limit of floating-point precision: the point it found still counts.
	if result == nil || !bounded(result.F) || !allBounded(result.X) {
		return Report{}, fmt.Errorf("%w: gonum: %v", ErrDiverged, err)
	}
	return Report{
		X:           result.X,
		Value:       result.F,
		Iterations:  result.MajorIterations,
		Evaluations: result.FuncEvaluations,
		Gradients:   result.GradEvaluations,
		Path:        path.points,
	}, nil
}

// check returns an error unless gonum can start there.
func (l Loss) check(start []float64, steps int) error {
	if len(start) != l.Dim || l.Dim == 0 || steps < 1 {
		return fmt.Errorf("%w: %d coordinates, %d steps", ErrInput, len(start), steps)
	}
	if !allBounded(start) || !bounded(l.Value(start)) {
		return fmt.Errorf("%w: at the start", ErrDiverged)
	}
	return nil
}

// recorder keeps the point after each completed iteration. gonum reports the
// last point twice and, before it has looked at the start, the origin.
type recorder struct{ points [][]float64 }

func (*recorder) Init() error { return nil }

func (r *recorder) Record(at *optimize.Location, op optimize.Operation, _ *optimize.Stats) error {
	if op != optimize.MajorIteration && op != optimize.PostIteration {
		return nil
	}
	last := r.points[len(r.points)-1]
	if allBounded(at.X) && !slices.Equal(last, at.X) {
		r.points = append(r.points, slices.Clone(at.X))
	}
	return nil
}
