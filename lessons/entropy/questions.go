package entropy

import "slices"

// Questions returns how many yes/no questions the best plan asks on average to
// learn an outcome drawn from the distribution p. No plan beats Entropy(p), and
// the best one stays less than one question above it.
//
// The plan is built backwards: the last question tells the two rarest outcomes
// apart; from then on they count as one outcome. Every such question is asked
// with the probability of the two together, so the mean is the sum of all
// joined shares. O(n²) moves in the worst case for n outcomes.
//
// Source: D. A. Huffman, "A Method for the Construction of Minimum-Redundancy
// Codes", Proceedings of the IRE 40, 1952.
func Questions(p []float64) float64 {
	rarest := make([]float64, 0, len(p))
	for _, share := range p {
		if share > 0 {
			rarest = append(rarest, share)
		}
	}
	slices.Sort(rarest)

	mean := 0.0
	for len(rarest) > 1 {
		joined := rarest[0] + rarest[1]
		mean += joined
		at, _ := slices.BinarySearch(rarest[2:], joined)
		rarest = slices.Insert(rarest[2:], at, joined)
	}
	return mean
}

// Flips returns the probabilities of the 2ᵏ possible results of k flips of a
// coin that shows heads with probability p. k is held between 0 and 16.
func Flips(p float64, k int) []float64 {
	results := []float64{1}
	for range min(k, 16) {
		longer := make([]float64, 0, 2*len(results))
		for _, r := range results {
			longer = append(longer, r*p, r*(1-p))
		}
		results = longer
	}
	return results
}
