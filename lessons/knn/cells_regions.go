package knn

import (
	"fmt"

	"abacus/lessons/notebook"
)

// regionSide is the number of raster cells along each side of a region figure.
const regionSide = 100

// Regions colours the plane by the vote of the k nearest of 200 noisy points.
func Regions(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 1, 1, 99)
	metric := nb.Select("metric", "distance", "Euclidean", "Manhattan", "Minkowski")
	p := nb.Slider("p", "exponent p (Minkowski only)", 4, notebook.Steps(1, 10, 0.5))

	switch metric {
	case "Euclidean":
		p = EuclideanP
	case "Manhattan":
		p = ManhattanP
	}
	sample := Noisy(200, 5, 0.06)
	raster, err := NewRaster(sample, k, p, 0, maxX1, 0, maxX2, regionSide, regionSide)
	if err != nil {
		nb.Error(err)
		return
	}
	right := 100 * raster.Agreement(TrueClass)

	fig := twoClassPlane(fmt.Sprintf("Decision regions for k = %d", k))
	fig.Regions(0, maxX1, 0, maxX2, regionSide, regionSide, raster.At)
	showRule(fig)
	showSample(fig, sample, 2.5)
	fig.Describe("The plane coloured by the vote of the %d nearest of 200 points, %s distance: "+
		"%.1f %% of it has the colour of the true rule, whose border is the dashed line.",
		k, metric, right)
	nb.Show(fig)
	nb.Say("With k = %d and p = %.4g, %.1f %% of the plane has the colour that the true rule gives it.",
		k, p, right)
	nb.Value("right", "%.1f", right)
}
