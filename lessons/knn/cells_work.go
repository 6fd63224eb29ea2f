package knn

import (
	"math/rand/v2"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// workQueries is the number of questions that the counts are averages over.
const workQueries = 30

// Work counts how many distances a query measures, by brute force and with the
// k-d tree, as the number of training points grows.
func Work(nb *notebook.Cell) {
	d := nb.Int("d", "features d", 2, 1, 12)
	k := nb.Int("k", "neighbours k", 3, 1, 25)

	tree, err := workOfTree(d, k)
	if err != nil {
		nb.Error(err)
		return
	}
	var brute plotter.XYs
	for _, at := range tree {
		brute = append(brute, plotter.XY{X: at.X, Y: at.X})
	}
	last := tree[len(tree)-1].Y
	fig := figure.New("Distances measured for one question",
		"training points n (log scale)", "distances (log scale)")
	fig.LogX()
	fig.LogY()
	fig.XRange(30, 1100)
	fig.YRange(5, 1500)
	fig.Dashed("brute force: n", brute, figure.Blue)
	fig.Dots("", brute, figure.Blue, figure.Circle, 3)
	fig.Line("k-d tree", tree, figure.Red)
	fig.Dots("", tree, figure.Red, figure.Triangle, 4)
	fig.Describe("Brute force measures n distances. With %d features and k = %d the k-d tree "+
		"measures %.0f of 1024.", d, k, last)
	nb.Show(fig)
	nb.Say("Among 1024 points with %d features, brute force measures 1024 distances for one question "+
		"and the tree %.0f on average.", d, last)
	nb.Value("tree", "%.0f", last)
	ten, err := workOfTree(10, k)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Value("ten", "%.0f", ten[len(ten)-1].Y)
}

// workOfTree counts the distances that the tree measures with d features, for
// numbers of points from 32 to 1024.
func workOfTree(d, k int) (plotter.XYs, error) {
	rng := rand.New(rand.NewPCG(41, 0))
	var work plotter.XYs
	for n := 32; n <= 1024; n *= 2 {
		measured, err := measuredByTree(uniform(rng, n, d), uniform(rng, workQueries, d), k)
		if err != nil {
			return nil, err
		}
		work = append(work, plotter.XY{X: float64(n), Y: measured})
	}
	return work, nil
}

// uniform returns n points of d features, each uniform from 0 to 1.
func uniform(rng *rand.Rand, n, d int) [][]float64 {
	points := make([][]float64, n)
	for i := range points {
		points[i] = make([]float64, d)
		for j := range points[i] {
			points[i][j] = rng.Float64()
		}
	}
	return points
}

// measuredByTree returns the mean number of distances a k-d tree measures.
func measuredByTree(points, queries [][]float64, k int) (float64, error) {
	tree, err := NewKDTree(points, EuclideanP)
	if err != nil {
		return 0, err
	}
	total := 0
	for _, q := range queries {
		_, measured := tree.NearestCounted(q, k)
		total += measured
	}
	return float64(total) / float64(len(queries)), nil
}
