package gini

import (
	"math"
	"math/rand/v2"
)

// Draw returns a class drawn at random from the distribution p. If rounding
// leaves the shares slightly short of 1, the last class that can occur fills
// the gap. It returns -1 if no class can occur.
func Draw(p []float64, rng *rand.Rand) int {
	u, class := rng.Float64(), -1
	for c, share := range p {
		if share > 0 {
			class = c
			if u -= share; u < 0 {
				break
			}
		}
	}
	return class
}

// DrawTwo draws two members at random, puts both back, n times over, and
// returns the share of pairs so far that belonged to different classes, after
// each pair: rates[i] after i+1 pairs. By the law of large numbers it approaches
// Gini(p). O(n × classes).
func DrawTwo(p []float64, n int, rng *rand.Rand) (rates []float64) {
	differ := 0
	for i := range max(n, 0) {
		if first, second := Draw(p, rng), Draw(p, rng); first != second {
			differ++
		}
		rates = append(rates, float64(differ)/float64(i+1))
	}
	return rates
}

// StandardError returns how far the share of n independent trials typically
// strays from their probability g: √(g(1−g)/n). It is 0 for n below 1.
func StandardError(g float64, n int) float64 {
	if n < 1 {
		return 0
	}
	return math.Sqrt(max(0, g*(1-g)) / float64(n))
}
