package descent

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Stochastic is the regression loss with a cheaper, noisier gradient: each call
// looks only at the next mini-batch of size rows. The rows are shuffled once an
// epoch, so every row is used once before any is used again; the last batch of
// an epoch may be smaller. Equal seeds give equal batches.
//
// Minimising it with [Minimise] and [Plain] is stochastic gradient descent. A
// size outside 1 … number of rows is [ErrInput].
func (s Sample) Stochastic(size int, seed uint64) (Loss, error) {
	if size < 1 || size > len(s.X) {
		return Loss{}, fmt.Errorf("%w: %d of %d rows", ErrInput, size, len(s.X))
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	order := rng.Perm(len(s.X))
	next := 0
	loss := s.Loss()
	loss.Grad = func(dst, beta []float64) {
		if next >= len(order) {
			rng.Shuffle(len(order), func(i, j int) {
				order[i], order[j] = order[j], order[i]
			})
			next = 0
		}
		end := min(next+size, len(order))
		s.gradient(dst, beta, order[next:end])
		next = end
	}
	return loss, nil
}

// GradientNoise returns how far mini-batch gradients at beta stray from the full
// gradient: the root mean square length of the error, over the full batches of
// the given number of epochs. An invalid size or no epochs is [ErrInput].
func (s Sample) GradientNoise(beta []float64, size, epochs int, seed uint64) (float64, error) {
	stochastic, err := s.Stochastic(size, seed)
	if err != nil {
		return 0, err
	}
	if epochs < 1 {
		return 0, fmt.Errorf("%w: %d epochs", ErrInput, epochs)
	}
	truth, g := make([]float64, s.width()), make([]float64, s.width())
	s.Loss().Grad(truth, beta)
	sum, rows := 0.0, len(s.X)
	for range epochs {
		for range rows / size {
			stochastic.Grad(g, beta)
			for j := range g {
				sum += (g[j] - truth[j]) * (g[j] - truth[j])
			}
		}
		if rows%size > 0 {
			stochastic.Grad(g, beta) // the short batch is noisier: not counted
		}
	}
	return math.Sqrt(sum / float64(epochs*(rows/size))), nil
}
