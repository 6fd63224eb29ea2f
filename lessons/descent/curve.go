// Package descent minimises functions by walking downhill.
//
// It starts with one variable: a curve, its derivative and the rule x ← x −
// rate·f′(x). The same rule with a gradient in place of the derivative serves
// any number of variables; momentum, Nesterov, Adam and mini-batches change
// only how the step is chosen. gonum's optimize package serves as the
// reference.
//
// Nothing here returns NaN or an infinity: a run that blows up stops with
// [ErrDiverged].
package descent

import (
	"errors"
	"fmt"
	"math"
)

var (
	// ErrInput reports a start, rate, size or data set that makes no sense.
	ErrInput = errors.New("descent: invalid input")
	// ErrLeft reports a step that leaves the interval of a [Curve].
	ErrLeft = errors.New("descent: left the interval")
	// ErrDiverged reports a run whose position or loss grew beyond all bounds.
	ErrDiverged = errors.New("descent: diverged")
)

// A Curve is a function of one variable on the interval [Lo, Hi], together
// with its derivative.
type Curve struct {
	F, Slope func(x float64) float64
	Lo, Hi   float64
}

// Wave is the curve f(x) = cos(3πx)/x on [0.1, 1.1]. It has two valleys of
// different depth with a hill between them.
func Wave() Curve {
	return Curve{F: wave, Slope: waveSlope, Lo: 0.1, Hi: 1.1}
}

func wave(x float64) float64 { return math.Cos(3*math.Pi*x) / x }

// waveSlope is the derivative of wave, by the quotient rule.
func waveSlope(x float64) float64 {
	sin, cos := math.Sincos(3 * math.Pi * x)
	return -(3*math.Pi*x*sin + cos) / (x * x)
}

// Descend walks downhill from start for at most the given number of steps and
// returns every position, the start first.
//
// When a step leaves the interval the walk stops with [ErrLeft]; the position
// outside is then the last one. A start outside the interval, a rate that is
// not positive and finite, or a negative number of steps is [ErrInput].
func (c Curve) Descend(start, rate float64, steps int) ([]float64, error) {
	if !c.contains(start) || !validRate(rate) || steps < 0 {
		return nil, fmt.Errorf("%w: start %g, rate %g, %d steps",
			ErrInput, start, rate, steps)
	}
	x := start
	walk := []float64{x}
	for range steps {
		next := x - rate*c.Slope(x)
		if math.IsNaN(next) || math.IsInf(next, 0) {
			return walk, fmt.Errorf("%w: step %d", ErrDiverged, len(walk))
		}
		walk = append(walk, next)
		if !c.contains(next) {
			return walk, fmt.Errorf("%w: step %d", ErrLeft, len(walk)-1)
		}
		x = next
	}
	return walk, nil
}

func (c Curve) contains(x float64) bool { return c.Lo <= x && x <= c.Hi }

func validRate(rate float64) bool { return rate > 0 && !math.IsInf(rate, 1) }
