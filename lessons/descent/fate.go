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
		return "it reaches the global minimum"
	case Local:
		return "it is caught in the local minimum"
	case Left:
		return "it leaves the interval"
	}
	return "it never settles"
}

// WaveFate follows a walk on the wave until it settles, leaves, or has taken
// 500 steps. A walk has settled when it is within 0.001 of a minimum and its
// steps have shrunk below 0.0001. A start outside the interval or a rate that
// is not positive and finite is [ErrInput].
func WaveFate(start, rate float64) (Fate, error) {
	c := Wave()
	if !c.contains(start) || !validRate(rate) {
		return Restless, fmt.Errorf("%w: start %g, rate %g", ErrInput, start, rate)
	}
	x := start
	for range 500 {
		step := rate * c.Slope(x)
		x -= step
		if !c.contains(x) {
			return Left, nil
		}
		if math.Abs(step) < 1e-4 {
			if end := valley(x); end != Restless {
				return end, nil
			}
		}
	}
	return Restless, nil
}

// valley names the minimum that x has reached, if any.
func valley(x float64) Fate {
	switch {
	case math.Abs(x-GlobalMinimum) < 1e-3:
		return Global
	case math.Abs(x-LocalMinimum) < 1e-3:
		return Local
	}
	return Restless
}
