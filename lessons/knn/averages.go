package knn

import (
	"math"

	"abacus/lessons/dataset"
)

//go:generate go test -run TestClaimBiasAndVariance -averages 10000 .

// average is what k neighbours get wrong over many samples, split as in
// Ensemble.BiasVariance, and the standard error of the sum.
type average struct {
	k                    int
	bias2, variance, off float64
}

// averageOver splits the error for every odd k below the size of the samples,
// over samples with seeds from first on. It takes about a millisecond a sample.
func averageOver(samples int, first uint64) ([]average, error) {
	const kmax = wobblePoints - 1
	places := lattice(wobbleNX, wobbleNY)
	share := make([][]float64, kmax) // of red answers, by k and place
	for k := range share {
		share[k] = make([]float64, len(places))
	}
	wrong, squares := make([]float64, kmax), make([]float64, kmax) // sums over samples
	for i := range samples {
		e, err := NewEnsemble([]dataset.Table{Noisy(wobblePoints, first+uint64(i), wobbleNoise)}, places, kmax)
		if err != nil {
			return nil, err
		}
		for k := range kmax {
			w, _ := e.BiasVariance(k+1, TrueClass) // a single sample has no variance
			wrong[k], squares[k] = wrong[k]+w, squares[k]+w*w
			for p := range places {
				share[k][p] += e.Share(k+1, p) / float64(samples)
			}
		}
	}
	var all []average
	for k := 0; k < kmax; k += 2 {
		a, n := average{k: k + 1}, float64(samples)
		for p, place := range places {
			off := share[k][p] - float64(TrueClass(place[0], place[1]))
			a.bias2 += off * off / float64(len(places))
			a.variance += share[k][p] * (1 - share[k][p]) / float64(len(places))
		}
		mean := wrong[k] / n
		a.off = math.Sqrt((squares[k]/n - mean*mean) / n)
		all = append(all, a)
	}
	return all, nil
}
