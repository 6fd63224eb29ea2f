package exercise

import "math/rand/v2"

// RandomParts returns the parts of a split: for each of one to three parts, how many
// members of each of two or three classes it has, from 0 to size. The first has a
// member at least, so that there is somebody.
func RandomParts(rng *rand.Rand, size int) [][]int {
	parts, classes := make([][]int, 1+rng.IntN(3)), 2+rng.IntN(2)
	for i := range parts {
		parts[i] = make([]int, classes)
		for c := range parts[i] {
			parts[i][c] = rng.IntN(size + 1)
		}
	}
	parts[0][0]++
	return parts
}
