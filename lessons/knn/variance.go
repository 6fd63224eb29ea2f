package knn

import (
	"abacus/lessons/dataset"
)

// Ensemble is what several training samples say about the same points: for
// every k and point, how many of the samples vote for class 1.
type Ensemble struct {
	Places  [][]float64
	Samples int
	ones    [][]int // ones[k-1][place]
}

// NewEnsemble asks every sample for its vote at every point, for all k up to
// kmax. Euclidean distance, two classes.
func NewEnsemble(samples []dataset.Table, places [][]float64, kmax int) (*Ensemble, error) {
	e := &Ensemble{Places: places, Samples: len(samples), ones: make([][]int, kmax)}
	for k := range e.ones {
		e.ones[k] = make([]int, len(places))
	}
	t := newTally()
	for _, s := range samples {
		search, err := NewColumns(s.X, EuclideanP)
		if err != nil {
			return nil, err
		}
		for i, place := range places {
			t.reset()
			for k, n := range search.Nearest(place, kmax) {
				t.add(s.Y[n.Index])
				e.ones[k][i] += t.winner
			}
		}
	}
	return e, nil
}

// Share returns the share of the samples that vote for class 1 at a point.
func (e *Ensemble) Share(k, place int) float64 {
	return float64(e.ones[k-1][place]) / float64(e.Samples)
}

// BiasVariance splits the error of k against the true classes (0 or
// 1) of the places into squared bias, the error of the average answer,
// and variance, how much the answers of the samples scatter. Their sum
// is the share of wrong answers. All three are averages over the places.
func (e *Ensemble) BiasVariance(
	k int, truth func(x, y float64) int,
) (bias2, variance float64) {
	for i, place := range e.Places {
		share := e.Share(k, i)
		off := share - float64(truth(place[0], place[1]))
		bias2 += off * off / float64(len(e.Places))
		variance += share * (1 - share) / float64(len(e.Places))
	}
	return bias2, variance
}
