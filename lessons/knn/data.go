package knn

import (
	"math/rand/v2"

	"abacus/lessons/dataset"
)

// The ranges of the two features of the two-class data.
const (
	maxX1 = 0.7
	maxX2 = 1.0
)

// TrueClass is the rule behind the two-class data: red (1) where
// 0.5·x₁ + 0.4·x₂ > 0.4, else blue (0).
func TrueClass(x1, x2 float64) int {
	if dataset.Score(x1, x2) > 0.4 {
		return 1
	}
	return 0
}

// Noisy is dataset.TwoClass with a normal disturbance of the given standard
// deviation added to each point's score before it is labelled: near the border
// red and blue mix, far from it they hardly do. Equal seeds give equal points,
// and a larger deviation magnifies the same disturbances.
func Noisy(n int, seed uint64, deviation float64) dataset.Table {
	t := dataset.TwoClass(n, seed)
	rng := rand.New(rand.NewPCG(seed, 1))
	for i, x := range t.X {
		t.Y[i] = 0
		if dataset.Score(x[0], x[1])+deviation*rng.NormFloat64() > 0.4 {
			t.Y[i] = 1
		}
	}
	return t
}
