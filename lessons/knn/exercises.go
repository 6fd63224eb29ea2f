package knn

import (
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourChebyshev returns the largest of the differences |aⱼ−bⱼ| between two
// points with the same number of coordinates, at least one.
func YourChebyshev(a, b []float64) float64 {
	return 0
}

// chebyshev solves YourChebyshev.
func chebyshev(a, b []float64) float64 {
	largest := 0.0
	for j := range a {
		largest = max(largest, math.Abs(a[j]-b[j]))
	}
	return largest
}

// pair is the arguments of YourChebyshev.
type pair struct{ a, b []float64 }

// differences returns the aⱼ−bⱼ.
func (p pair) differences() []float64 {
	d := make([]float64, len(p.a))
	for j := range d {
		d[j] = p.a[j] - p.b[j]
	}
	return d
}

// CheckYourChebyshev checks the learner's YourChebyshev.
func CheckYourChebyshev(nb *notebook.Cell) { yourChebyshev().Check(nb) }

func yourChebyshev() exercise.Func[pair, float64] {
	fold := func(start float64, step func(sofar, d float64) float64) func(pair) float64 {
		return func(p pair) float64 {
			result := start
			for _, d := range p.differences() {
				result = step(result, d)
			}
			return result
		}
	}
	const signs = "A difference below 0 counts as much as one above: take math.Abs of it first."
	return exercise.Func[pair, float64]{
		Name:     "YourChebyshev",
		Yours:    func(p pair) float64 { return YourChebyshev(p.a, p.b) },
		Solution: func(p pair) float64 { return chebyshev(p.a, p.b) },
		Examples: []pair{
			{[]float64{3, 4}, []float64{0, 0}},
			{[]float64{0, 0}, []float64{3, 4}},
			{[]float64{5, 1, 2}, []float64{1, 3, 2}},
			{[]float64{2}, []float64{2}},
		},
		Random: func(rng *rand.Rand, size int) pair {
			n := 1 + rng.IntN(min(size, 4))
			return pair{wholes(rng, n, -size, size), wholes(rng, n, -size, size)}
		},
		Slips: []exercise.Slip[pair, float64]{
			{Says: "That is the Manhattan distance: it adds all differences. Keep only the largest.",
				Func: fold(0, func(sum, d float64) float64 { return sum + math.Abs(d) })},
			{Says: "That is the Euclidean distance. Here nothing is squared or added: keep only the largest difference.",
				Func: func(p pair) float64 { return math.Sqrt(fold(0, func(sum, d float64) float64 { return sum + d*d })(p)) }},
			{Says: "That is the smallest difference. Keep the largest.",
				Func: fold(math.Inf(1), func(least, d float64) float64 { return min(least, math.Abs(d)) })},
			{Says: signs, Func: fold(0, math.Max)},
			{Says: signs, Func: fold(math.Inf(-1), math.Max)},
			{Says: "That is the last difference alone. Compare each with the largest so far.",
				Func: fold(0, func(_, d float64) float64 { return math.Abs(d) })},
		},
	}
}

// wholes returns n whole numbers from lo to hi.
func wholes(rng *rand.Rand, n, lo, hi int) []float64 {
	list := make([]float64, n)
	for j := range list {
		list[j] = float64(lo + rng.IntN(hi-lo+1))
	}
	return list
}

// YourScaledDistance returns the Euclidean distance of two points, with
// the difference in each feature counted in standard deviations of that
// feature. No deviation is 0.
func YourScaledDistance(a, b, deviations []float64) float64 {
	return 0
}

// scaledDistance solves YourScaledDistance.
func scaledDistance(a, b, deviations []float64) float64 {
	sum := 0.0
	for j := range a {
		z := (a[j] - b[j]) / deviations[j]
		sum += z * z
	}
	return math.Sqrt(sum)
}

// scaledPair is the arguments of YourScaledDistance.
type scaledPair struct{ a, b, deviations []float64 }

// CheckYourScaledDistance checks the learner's YourScaledDistance.
func CheckYourScaledDistance(nb *notebook.Cell) { yourScaledDistance().Check(nb) }

func yourScaledDistance() exercise.Func[scaledPair, float64] {
	sum := func(p scaledPair, term func(d, s float64) float64) float64 {
		total := 0.0
		for j := range p.a {
			total += term(p.a[j]-p.b[j], p.deviations[j])
		}
		return total
	}
	return exercise.Func[scaledPair, float64]{
		Name:     "YourScaledDistance",
		Yours:    func(p scaledPair) float64 { return YourScaledDistance(p.a, p.b, p.deviations) },
		Solution: func(p scaledPair) float64 { return scaledDistance(p.a, p.b, p.deviations) },
		Examples: []scaledPair{
			{[]float64{3, 4}, []float64{0, 0}, []float64{1, 1}},
			{[]float64{3, 40}, []float64{0, 0}, []float64{1, 10}},
			{[]float64{30, 30000}, []float64{31, 33000}, []float64{10, 10000}},
			{[]float64{30, 30000}, []float64{60, 30100}, []float64{10, 10000}},
		},
		Random: func(rng *rand.Rand, size int) scaledPair {
			n := 1 + rng.IntN(min(size, 3))
			return scaledPair{wholes(rng, n, 0, 10*size), wholes(rng, n, 0, 10*size), wholes(rng, n, 1, size+1)}
		},
		Slips: []exercise.Slip[scaledPair, float64]{
			{Says: "The root is missing: add up the squares and take math.Sqrt of the sum.",
				Func: func(p scaledPair) float64 { return sum(p, func(d, s float64) float64 { return d / s * (d / s) }) }},
			{Says: "That is a Manhattan distance. For the Euclidean distance, square each scaled difference, " +
				"add them up and take the root.",
				Func: func(p scaledPair) float64 {
					return sum(p, func(d, s float64) float64 { return math.Abs(d / s) })
				}},
			{Says: "The deviations are not used: divide each difference by its feature's deviation before squaring it.",
				Func: func(p scaledPair) float64 {
					return math.Sqrt(sum(p, func(d, _ float64) float64 { return d * d }))
				}},
			{
				Says: "You multiply by the deviation. Divide by it instead: “in standard deviations” means how many of them " +
					"fit into the difference.",
				Func: func(p scaledPair) float64 {
					return math.Sqrt(sum(p, func(d, s float64) float64 { return d * s * d * s }))
				},
			},
			{Says: "The square is divided by the deviation, so a unit is left over. Divide first and square afterwards.",
				Func: func(p scaledPair) float64 {
					return math.Sqrt(sum(p, func(d, s float64) float64 { return d * d / s }))
				}},
		},
	}
}
