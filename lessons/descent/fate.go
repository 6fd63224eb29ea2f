package descent

import (
	"fmt"
	"math"
)

// A Fate is how a walk on the [Wave] ends.
type Fate int

// The fates of a walk on the wave.
const (
	Restless Fate = iota // never settles: it hops to and fro
	Global               // reaches the deepest point
	Local                // is caught in the shallow valley
	Left                 // jumps out of the interval
)

// The three stationary points of the [Wave], to nine decimals.
const (
	GlobalMinimum = 0.296917981
	LocalMaximum  = 0.649484846
	LocalMinimum  = 0.988656338
)

func (f Fate) String() string {
	switch f {
	case Global:
		return "global minimum"
	case Local:
		return "local minimum"
	case Left:
		return "leaves the interval"
	}
	return "never settles"
}

// WaveFate follows a walk on the wave until it settles, leaves, or has taken
// 300 steps. A walk has settled when it is within 0.01 of a minimum, its step
// is below 0.001 and the next step is shorter still: a walk that merely passes
// close by does not count. A start outside the interval or a rate that is not
// positive and finite is [ErrInput].
func WaveFate(start, rate float64) (Fate, error) {
	c := Wave()
	if !c.contains(start) || !validRate(rate) {
		return Restless, fmt.Errorf("%w: start %g, rate %g", ErrInput, start, rate)
	}
	x, step := start, rate*c.Slope(start)
	for range 300 {
		x -= step
		if !c.contains(x) {
			return Left, nil
		}
		next := rate * c.Slope(x)
		if end := valley(x); end != Restless && settles(step, next) {
			return end, nil
		}
		step = next
	}
	return Restless, nil
}

func settles(step, next float64) bool {
	return math.Abs(step) < 1e-3 && math.Abs(next) <= math.Abs(step)
}

// valley names the minimum that x is close to, if any.
func valley(x float64) Fate {
	switch {
	case math.Abs(x-GlobalMinimum) < 0.01:
		return Global
	case math.Abs(x-LocalMinimum) < 0.01:
		return Local
	}
	return Restless
}
