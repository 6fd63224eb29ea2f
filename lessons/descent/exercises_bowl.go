package descent

import (
	"math/rand/v2"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourRateLimit returns the rate from which plain descent in a bowl no longer
// converges. The bowl has a curvature for each variable: at least one, all
// above 0, in no particular order.
func YourRateLimit(curvatures []float64) float64 {
	return 0
}

// rateLimit solves YourRateLimit.
func rateLimit(curvatures []float64) float64 {
	return 2 / slices.Max(curvatures)
}

// CheckYourRateLimit checks the learner's YourRateLimit.
func CheckYourRateLimit(nb *notebook.Cell) { yourRateLimit().Check(nb) }

func yourRateLimit() exercise.Func[[]float64, float64] {
	return exercise.Func[[]float64, float64]{
		Name: "YourRateLimit", Yours: YourRateLimit, Solution: rateLimit,
		Examples: [][]float64{{4, 10, 5}, {1, 10}, {10, 1}, {8}},
		Random: func(rng *rand.Rand, size int) []float64 {
			curvatures := make([]float64, 1+rng.IntN(size))
			for i := range curvatures {
				curvatures[i] = float64(1+rng.IntN(40)) / 2
			}
			return curvatures
		},
		Slips: []exercise.Slip[[]float64, float64]{
			{Says: "That is the limit of the flattest direction alone. With this rate the walk diverges in the steepest one.",
				Func: func(c []float64) float64 { return 2 / slices.Min(c) }},
			{
				Says: "That rate reaches the bottom of the steepest direction in a single step. " +
					"The walk still converges at up to twice that rate.",
				Func: func(c []float64) float64 { return 1 / slices.Max(c) },
			},
			{Says: "That is the best rate, not the largest: 2/(λmin + λmax) lies a little below the limit.",
				Func: func(c []float64) float64 { return 2 / (slices.Min(c) + slices.Max(c)) }},
			{Says: "The curvatures are in no particular order, and the last one need not be the largest. " +
				"Look for the largest: slices.Max.",
				Func: func(c []float64) float64 { return 2 / c[len(c)-1] }},
			{Says: "Each direction moves independently, so the curvatures do not add up. The largest one alone sets the limit.",
				Func: func(c []float64) float64 {
					sum := 0.0
					for _, curvature := range c {
						sum += curvature
					}
					return 2 / sum
				}},
		},
	}
}

// YourMomentum rolls a heavy ball in the bowl ½·curvature·x². It starts at
// rest at x and keeps the share beta of its velocity in each step. YourMomentum
// returns where the ball is after the given number of steps.
func YourMomentum(curvature, x, rate, beta float64, steps int) float64 {
	return 0
}

// rollBall solves YourMomentum.
func rollBall(curvature, x, rate, beta float64, steps int) float64 {
	velocity := 0.0
	for range steps {
		slope := curvature * x
		velocity = beta*velocity - rate*slope
		x += velocity
	}
	return x
}

// ball is the arguments of YourMomentum.
type ball struct {
	Curvature, X, Rate, Beta float64
	Steps                    int
}

// roll moves the ball by a rule that gives the new velocity.
func (b ball) roll(rule func(x, v float64) float64) float64 {
	v := 0.0
	for range b.Steps {
		v = rule(b.X, v)
		b.X += v
	}
	return b.X
}

// CheckYourMomentum checks the learner's YourMomentum.
func CheckYourMomentum(nb *notebook.Cell) { yourMomentum().Check(nb) }

func yourMomentum() exercise.Func[ball, float64] {
	call := func(f func(curvature, x, rate, beta float64, steps int) float64) func(ball) float64 {
		return func(b ball) float64 { return f(b.Curvature, b.X, b.Rate, b.Beta, b.Steps) }
	}
	return exercise.Func[ball, float64]{
		Name: "YourMomentum", Yours: call(YourMomentum), Solution: call(rollBall), Size: 6,
		Examples: []ball{{10, 1, 0.05, 0.5, 0}, {10, 1, 0.05, 0.5, 1}, {10, 1, 0.05, 0.5, 2}, {10, 1, 0.05, 0, 3}},
		Random: func(rng *rand.Rand, size int) ball {
			return ball{
				Curvature: float64(1 + rng.IntN(10)), X: float64(1 + rng.IntN(4)), Rate: float64(1+rng.IntN(15)) / 100,
				Beta: float64(rng.IntN(10)) / 10, Steps: rng.IntN(size + 1),
			}
		},
		Slips: []exercise.Slip[ball, float64]{
			{
				Says: "The ball forgets its velocity: that is plain descent. " +
					"Declare the velocity before the loop and keep beta times it in every step.",
				Func: func(b ball) float64 {
					return b.roll(func(x, _ float64) float64 { return -b.Rate * b.Curvature * x })
				},
			},
			{Says: "The ball keeps all of its velocity. Only the share beta of it stays; the rest is lost to friction.",
				Func: func(b ball) float64 {
					return b.roll(func(x, v float64) float64 { return v - b.Rate*b.Curvature*x })
				}},
			{Says: "The push is weakened by 1 − beta, as in a running mean. Here the slope pushes with the whole rate.",
				Func: func(b ball) float64 {
					return b.roll(func(x, v float64) float64 { return b.Beta*v - (1-b.Beta)*b.Rate*b.Curvature*x })
				}},
			{Says: "The ball rolls uphill: the slope must be subtracted from the velocity.",
				Func: func(b ball) float64 {
					return b.roll(func(x, v float64) float64 { return b.Beta*v + b.Rate*b.Curvature*x })
				}},
			{
				Says: "That is Nesterov's method: it takes the slope where the velocity would carry the ball. " +
					"Momentum takes it where the ball is.",
				Func: func(b ball) float64 {
					return b.roll(func(x, v float64) float64 { return b.Beta*v - b.Rate*b.Curvature*(x+b.Beta*v) })
				},
			},
			{Says: "The ball moves before it is pushed, with the velocity of the previous step. " +
				"Work out the new velocity first.",
				Func: func(b ball) float64 {
					v := 0.0
					for range b.Steps {
						slope := b.Curvature * b.X
						b.X += v
						v = b.Beta*v - b.Rate*slope
					}
					return b.X
				}},
		},
	}
}
