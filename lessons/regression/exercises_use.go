package regression

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourInfluential returns the number, from 0, of the point that moves the
// line most: without it the least-squares slope changes by the largest
// amount, up or down. There are at least three points, with different x.
func YourInfluential(x, y []float64) int {
	return 0
}

// mostInfluential solves YourInfluential.
func mostInfluential(x, y []float64) int {
	all, _ := FitLine(x, y) // never fails for three different x
	most, largest := 0, 0.0
	for i := range x {
		without, _ := FitLine(slices.Concat(x[:i], x[i+1:]), slices.Concat(y[:i], y[i+1:]))
		if change := math.Abs(without.Slope - all.Slope); change > largest {
			most, largest = i, change
		}
	}
	return most
}

// slopeChanges returns for each point by how much the slope grows without it.
func slopeChanges(p cloud) []float64 {
	all, _ := FitLine(p.x, p.y)
	var changes []float64
	for i := range p.x {
		without, _ := FitLine(slices.Concat(p.x[:i], p.x[i+1:]), slices.Concat(p.y[:i], p.y[i+1:]))
		changes = append(changes, without.Slope-all.Slope)
	}
	return changes
}

// CheckYourInfluential checks the learner's YourInfluential.
func CheckYourInfluential(nb *notebook.Cell) { yourInfluential().Check(nb) }

func yourInfluential() exercise.Func[cloud, int] {
	return exercise.Func[cloud, int]{
		Name:     "YourInfluential",
		Yours:    func(p cloud) int { return YourInfluential(p.x, p.y) },
		Solution: func(p cloud) int { return mostInfluential(p.x, p.y) },
		Examples: []cloud{
			{[]float64{1, 2, 3, 9}, []float64{1, 2, 3, 2}},
			{[]float64{6, 1, 2, 3}, []float64{6, 1, 2, 9}},
			{[]float64{8, 1, 2, 3, 9}, []float64{8, 6, 2, 3, 9}},
		},
		Random: func(rng *rand.Rand, size int) cloud {
			p := randomCloud(rng, 3+rng.IntN(size))
			for i, x := range rng.Perm(len(p.x) + 3)[:len(p.x)] {
				p.x[i] = float64(x)
			}
			return p
		},
		Judge: judgeInfluence,
		Slips: []exercise.Slip[cloud, int]{
			{Says: "The slope may also fall. Compare sizes, math.Abs(without.Slope - all.Slope), not signed changes.",
				Func: func(p cloud) int { return largest(slopeChanges(p), func(v float64) float64 { return v }) }},
			{
				Says: "That is the point with the largest residual. A distant point pulls the line towards itself and hides its " +
					"residual: refit without each point in turn.",
				Func: func(p cloud) int {
					line, _ := FitLine(p.x, p.y)
					return largest(Residuals(p.x, p.y, line), math.Abs)
				},
			},
			{
				Says: "That is the point with the largest leverage. Leverage is the power to move the line, not how far it " +
					"moves: refit without each point in turn.",
				Func: func(p cloud) int {
					h, _ := Leverage(p.x)
					return largest(h, math.Abs)
				},
			},
			{
				Says: "That is the point without which the line is steepest. " +
					"Compare with the slope of the line through all points.",
				Func: func(p cloud) int {
					all, _ := FitLine(p.x, p.y)
					return largest(slopeChanges(p), func(v float64) float64 { return math.Abs(v + all.Slope) })
				},
			},
		},
	}
}

// judgeInfluence accepts every point that comes up to the most influential.
func judgeInfluence(p cloud, got int) string {
	if got < 0 || got >= len(p.x) {
		return fmt.Sprintf("There is no such point: they are numbered from 0 to %d.", len(p.x)-1)
	}
	changes := slopeChanges(p)
	most := largest(changes, math.Abs)
	if math.Abs(changes[got]) >= math.Abs(changes[most])-1e-9 {
		return ""
	}
	return fmt.Sprintf("Without point %d the slope changes by %s, but without point %d by %s.",
		got, fixed(changes[got], 3), most, fixed(changes[most], 3))
}

// largest returns the first place of the largest value by the function.
func largest(values []float64, by func(float64) float64) int {
	place := 0
	for i, v := range values {
		if by(v) > by(values[place]) {
			place = i
		}
	}
	return place
}

// CheckRedBegins checks the answer to the question of where red begins.
func CheckRedBegins(nb *notebook.Cell) { redBegins().Check(nb) }

func redBegins() exercise.Number {
	const x1 = 0.4
	begins := func(p Plane) float64 {
		line, _ := p.Boundary(Threshold)
		return line.At(x1)
	}
	p := Plane{Intercept: 0.08, X1: 0.5, X2: 0.4}
	return exercise.Number{
		Label: "x₂ above which the point is red", Want: begins(p), Tolerance: 0.001,
		Slips: []exercise.NumberSlip{
			{
				Says:  "The intercept is missing: the plane is 0.08 high before x₁ and x₂ add anything.",
				Value: begins(Plane{X1: p.X1, X2: p.X2}),
			},
			{
				Says:  "The x₁ term is missing: it adds 0.5 · 0.4 = 0.2.",
				Value: begins(Plane{Intercept: p.Intercept, X2: p.X2}),
			},
			{
				Says:  "That is what the x₂ term must contribute. x₂ itself is that divided by its coefficient, 0.4.",
				Value: p.X2 * begins(p),
			},
			{
				Says:  "A sign is wrong: what the plane already has must be subtracted from the threshold, not added.",
				Value: begins(Plane{Intercept: -p.Intercept, X1: -p.X1, X2: p.X2}),
			},
			{
				Says:  "The sign of the intercept is wrong: it helps to reach the threshold, so subtract it from 0.4.",
				Value: begins(Plane{Intercept: -p.Intercept, X1: p.X1, X2: p.X2}),
			},
		},
	}
}

// CheckAllBlue checks the answer to the question of calling all points blue.
func CheckAllBlue(nb *notebook.Cell) { allBlue().Check(nb) }

func allBlue() exercise.Number {
	c := Classify(Plane{}, TwoClasses(classPoints, 0, classSeed), Threshold)
	return exercise.Number{
		Label: "share called right", Want: c.Accuracy(), Tolerance: 0.005,
		Slips: []exercise.NumberSlip{
			{
				Says: "That would be right if there were as many red points as blue ones. Count them: " +
					"the confusion table has a row for each colour.",
				Value: 0.5,
			},
			{Says: "That is the share of the red points, the ones called wrong.", Value: 1 - c.Accuracy()},
			{Says: "That is how many are called right. The share is that divided by all 1000.", Value: float64(c.BlueAsBlue)},
			{Says: "That is the share that the fitted plane calls right. Here nobody looks at the point.", Value: 1},
		},
	}
}
