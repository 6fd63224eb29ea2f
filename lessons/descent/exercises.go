package descent

import (
	"fmt"
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourSlope returns the derivative of sin(2πx)/x at x. The angle is in
// radians, and x is never 0.
func YourSlope(x float64) float64 {
	return 0
}

// rippleSlope solves YourSlope, by the quotient rule.
func rippleSlope(x float64) float64 {
	u, v := math.Sin(2*math.Pi*x), x
	du, dv := 2*math.Pi*math.Cos(2*math.Pi*x), 1.0
	return (du*v - u*dv) / (v * v)
}

// CheckYourSlope checks the learner's YourSlope.
func CheckYourSlope(nb *notebook.Cell) { yourSlope().Check(nb) }

func yourSlope() exercise.Func[float64, float64] {
	// slip makes a slip out of a wrong formula in x, sin 2πx and cos 2πx.
	slip := func(says string, formula func(x, sin, cos float64) float64) exercise.Slip[float64, float64] {
		return exercise.Slip[float64, float64]{Says: says, Func: func(x float64) float64 {
			sin, cos := math.Sincos(2 * math.Pi * x)
			return formula(x, sin, cos)
		}}
	}
	return exercise.Func[float64, float64]{
		Name: "YourSlope", Yours: YourSlope, Solution: rippleSlope, Tolerance: 1e-6,
		Examples: []float64{0.1, 0.25, 0.5, 1},
		Random:   func(rng *rand.Rand, _ int) float64 { return float64(10+rng.IntN(100)) / 100 },
		Slips: []exercise.Slip[float64, float64]{
			slip("The inner derivative is missing: 2πx grows 2π times as fast as x, "+
				"so sin 2πx has the derivative 2π·cos 2πx.",
				func(x, sin, cos float64) float64 { return (x*cos - sin) / (x * x) }),
			slip("The sign is wrong: the quotient rule subtracts u·v′ from u′·v, not the other way round.",
				func(x, sin, cos float64) float64 { return (sin - 2*math.Pi*x*cos) / (x * x) }),
			slip("That is u′/v′. A quotient's derivative is not the quotient of the derivatives: "+
				"it is (u′v − uv′)/v².",
				func(_, _, cos float64) float64 { return 2 * math.Pi * cos }),
			slip("The denominator is v², here x·x, not v.",
				func(x, sin, cos float64) float64 { return (2*math.Pi*x*cos - sin) / x }),
			slip("That is the product rule's plus. The quotient rule has a minus: (u′v − uv′)/v².",
				func(x, sin, cos float64) float64 { return (2*math.Pi*x*cos + sin) / (x * x) }),
		},
	}
}

// CheckTwoSteps checks the answer to the question of two steps by hand.
func CheckTwoSteps(nb *notebook.Cell) { twoSteps().Check(nb) }

func twoSteps() exercise.Number {
	after := func(curvature, rate float64, steps int) float64 { return rollBall(curvature, 4, rate, 0, steps) }
	return exercise.Number{
		Label: "x after two steps", Want: after(2, 0.25, 2), Tolerance: 0.001,
		Slips: []exercise.NumberSlip{
			{
				Says:  "That is where you are after one step. The slope there is smaller: take the second step from there.",
				Value: after(2, 0.25, 1),
			},
			{Says: "The slope of x² is 2x, not x.", Value: after(1, 0.25, 2)},
			{Says: "That is uphill. The minus sign of the rule leads downhill: x − rate · slope.", Value: after(2, -0.25, 2)},
			{Says: "The rate is missing: the step is a quarter of the slope, not the whole slope.", Value: after(2, 1, 2)},
			{
				Says:  "Both steps seem to use the slope at 4. Work out the slope again after the first step.",
				Value: 4 - 2*(4-after(2, 0.25, 1)),
			},
		},
	}
}

// CheckFates checks the answer to the question of where walks end.
func CheckFates(nb *notebook.Cell) { fates().Check(nb) }

func fates() exercise.Choice {
	var q exercise.Choice
	for _, walk := range []struct {
		start, rate float64
		why         string
	}{
		{0.64, 0.001, "0.64 lies to the left of the hilltop at 0.649, if only just. " +
			"The walk goes down to the left, in small steps."},
		{0.66, 0.001, "0.66 lies to the right of the hilltop at 0.649. The walk goes down to the right, " +
			"into the shallow valley."},
		{0.6, 0.005, "0.6 lies to the left of the hilltop, and the rate 0.005 is below the left valley's limit of 0.0071."},
		{0.3, 0.009, "0.3 is close to the minimum, but the rate 0.009 is above the left valley's limit of 0.0071: the " +
			"walk hops about for ever."},
		{0.1, 0.005, "At 0.1 the curve is so steep that the first step with rate 0.005 is 0.675 " +
			"long. It leads over the hill."},
	} {
		fate, err := WaveFate(walk.start, walk.rate)
		q.Options = append(q.Options, exercise.Option{
			Text: fmt.Sprintf("from %g with rate %g", walk.start, walk.rate), Right: err == nil && fate == Global, Why: walk.why,
		})
	}
	return q
}
