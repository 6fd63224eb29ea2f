package descent

import (
	"errors"
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
// 1000 steps. A walk has settled when it is within 0.001 of a minimum and its
// steps have shrunk below 0.0001.
func WaveFate(start, rate float64) (Fate, error) {
	c := Wave()
	x := start
	for range 1000 {
		walk, err := c.Descend(x, rate, 1)
		switch {
		case errors.Is(err, ErrLeft) || errors.Is(err, ErrDiverged):
			return Left, nil
		case err != nil:
			return Restless, err
		}
		next := walk[1]
		if math.Abs(next-x) < 1e-4 {
			if near := valley(next); near != Restless {
				return near, nil
			}
		}
		x = next
	}
	return Restless, nil
}

func valley(x float64) Fate {
	switch {
	case math.Abs(x-GlobalMinimum) < 1e-3:
		return Global
	case math.Abs(x-LocalMinimum) < 1e-3:
		return Local
	}
	return Restless
}
