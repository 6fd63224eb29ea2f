package introduction

import (
	"math/rand/v2"

	"abacus/lessons/dataset"
)

// Flowers returns 100 of Fisher's irises: 50 versicolor and 50 virginica.
func Flowers() []Example {
	const petalLength, petalWidth = 2, 3
	const versicolor, virginica = 1, 2
	iris := dataset.Iris()
	var flowers []Example
	for i, row := range iris.X {
		if iris.Y[i] == versicolor || iris.Y[i] == virginica {
			flowers = append(flowers, Example{
				Length: row[petalLength], Width: row[petalWidth], Virginica: iris.Y[i] == virginica,
			})
		}
	}
	return flowers
}

// Deal shuffles the examples with the given seed and deals the first n for
// training and the rest for testing.
func Deal(examples []Example, n int, seed uint64) (train, test []Example) {
	shuffled := make([]Example, len(examples))
	for i, j := range rand.New(rand.NewPCG(seed, 0)).Perm(len(examples)) {
		shuffled[i] = examples[j]
	}
	n = min(max(n, 0), len(shuffled))
	return shuffled[:n], shuffled[n:]
}
