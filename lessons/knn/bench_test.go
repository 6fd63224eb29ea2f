package knn

import (
	"testing"

	"abacus/lessons/dataset"
)

// BenchmarkSearch answers 330 queries over 670 points with k = 3, the sizes of
// the published R program.
func BenchmarkSearch(b *testing.B) {
	train, test := dataset.TwoClass(1000, 1).Split(670, 1)
	for _, r := range racers() {
		b.Run(r.name, func(b *testing.B) {
			search, err := r.build(train.X)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for _, q := range test.X {
					search.Nearest(q, 3)
				}
			}
		})
	}
}

// BenchmarkBuild prepares each search for 670 points.
func BenchmarkBuild(b *testing.B) {
	train, _ := dataset.TwoClass(1000, 1).Split(670, 1)
	for _, r := range racers() {
		b.Run(r.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := r.build(train.X); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkGrid labels 100×100 places by 200 noisy points, without drawing.
func BenchmarkGrid(b *testing.B) {
	sample := Noisy(200, 5, 0.06)
	for name, p := range map[string]float64{"Manhattan": 1, "Euclidean": 2, "Minkowski 4.5": 4.5} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := NewRaster(sample, 15, p, 0, maxX1, 0, maxX2, 100, 100); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
