package entropy

import (
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckDie checks the answer to the question of the die.
func CheckDie(nb *notebook.Cell) { die().Check(nb) }

func die() exercise.Number {
	return exercise.Number{
		Label: "questions on average for a die", Want: questionsByHalving(6), Tolerance: 0.005,
		Slips: []exercise.NumberSlip{
			{
				Says: "log₂ 6 is what there is to learn, in bits. Three candidates cannot be halved exactly, " +
					"so it takes a little more.",
				Value: math.Log2(6),
			},
			{Says: "That is the unluckiest case. Some of the six numbers are found with one question fewer.", Value: 3},
			{
				Says: "That is halfway between 2 and 3. But more than half of the six numbers take 3 questions: " +
					"count how many take each.",
				Value: 2.5,
			},
			{
				Says:  "That is what asking about one number after another takes: 1, 2, 3, 4, 5 and 5 questions. Halve instead.",
				Value: 20. / 6,
			},
		},
	}
}

// questionsByHalving returns how many questions halving takes on average to
// single out one of n numbers.
func questionsByHalving(n int) float64 {
	if n < 2 {
		return 0
	}
	low, high := n/2, n-n/2
	return 1 + (float64(low)*questionsByHalving(low)+float64(high)*questionsByHalving(high))/float64(n)
}

// YourEntropy returns the entropy, in bits, of a distribution p: shares
// that add up to 1. Some of them may be 0.
func YourEntropy(p []float64) float64 {
	return 0
}

// meanSurprise solves YourEntropy.
func meanSurprise(p []float64) float64 {
	bits := 0.0
	for _, share := range p {
		if share > 0 {
			bits += share * math.Log2(1/share)
		}
	}
	return bits
}

// CheckYourEntropy checks the learner's YourEntropy.
func CheckYourEntropy(nb *notebook.Cell) { yourEntropy().Check(nb) }

func yourEntropy() exercise.Func[[]float64, float64] {
	overShares := func(term func(share float64) float64) func([]float64) float64 {
		return func(p []float64) float64 {
			total := 0.0
			for _, share := range p {
				total += term(share)
			}
			return total
		}
	}
	return exercise.Func[[]float64, float64]{
		Name: "YourEntropy", Yours: YourEntropy, Solution: meanSurprise,
		Examples: [][]float64{{0.5, 0.5}, {0.25, 0.75}, {0.5, 0.25, 0.25}, {1}, {0, 1}},
		Random: func(rng *rand.Rand, size int) []float64 {
			tenths := make([]int, 1+rng.IntN(1+min(size, 5)))
			for range 10 {
				tenths[rng.IntN(len(tenths))]++
			}
			p := make([]float64, len(tenths))
			for i, n := range tenths {
				p[i] = float64(n) / 10
			}
			return p
		},
		Slips: []exercise.Slip[[]float64, float64]{
			{Says: "This is in nats: math.Log is the natural logarithm. For bits take math.Log2.",
				Func: func(p []float64) float64 { return meanSurprise(p) * math.Ln2 }},
			{Says: "The logarithm of a share is negative. Change the sign: take log₂(1/p), or −log₂ p.",
				Func: func(p []float64) float64 { return -meanSurprise(p) }},
			{
				Says: "That adds up the surprises as if all came equally often. Multiply each by its share first: " +
					"a rare surprise counts rarely.",
				Func: overShares(func(share float64) float64 { return math.Log2(1 / share) }),
			},
			{
				Says: "log₂ of the number of outcomes is right only when all are equally likely. " +
					"Weight the surprise of each by its share.",
				Func: func(p []float64) float64 { return math.Log2(float64(len(p))) },
			},
			{
				Says: "That is the Gini impurity, one minus the sum of the squared shares. " +
					"Entropy takes log₂(1/p) where Gini takes 1 − p.",
				Func: overShares(func(share float64) float64 { return share * (1 - share) }),
			},
			{Says: "0 · log₂ 0 becomes 0 times infinity in Go, which is not a number and spoils the sum. Skip shares of 0.",
				Func: overShares(func(share float64) float64 { return share * math.Log2(1/share) })},
		},
	}
}
