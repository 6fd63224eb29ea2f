package gini

import "math/rand/v2"

// Hidden returns n labels to be guessed, each drawn from p; the same seed gives
// the same labels, and the first k of n labels do not depend on n.
func Hidden(p []float64, n int, seed uint64) []int {
	rng := rand.New(rand.NewPCG(seed, 0))
	labels := make([]int, max(n, 0))
	for i := range labels {
		labels[i] = Draw(p, rng)
	}
	return labels
}

// Score counts the guesses that hit, and returns the number of hits to expect
// from these guesses if the guesser cannot see the labels: a guess of class c
// hits with probability p[c]. Surplus labels or guesses are ignored.
func Score(p []float64, labels, guesses []int) (hits int, expected float64) {
	for i, guess := range guesses[:min(len(guesses), len(labels))] {
		if guess == labels[i] {
			hits++
		}
		if guess >= 0 && guess < len(p) {
			expected += p[guess]
		}
	}
	return hits, expected
}
