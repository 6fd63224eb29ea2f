package descent

import (
	"math"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// noiseEpochs is how often the table is read to measure the noise.
const noiseEpochs = 60

// noiseFigure measures the noise of the gradient for batches of many sizes.
func noiseFigure(nb *notebook.Cell, s Sample, at []float64, size int) {
	fig := figure.New("Noise of the mini-batch gradient", "rows in a mini-batch", "noise (root mean square)")
	fig.Size(480, 310)
	fig.LogX()
	fig.XRange(1, 100)
	fig.LogY()
	var pts, theory, exact plotter.XYs
	for _, b := range []int{1, 3, 10, 30, 100} {
		noise, err := s.GradientNoise(at, b, noiseEpochs, 1)
		if err != nil {
			nb.Error(err)
			return
		}
		pts = append(pts, plotter.XY{X: float64(b), Y: noise})
	}
	const rows = 200
	for _, b := range []float64{1, 10, 20, 40, 60, 80, 100} {
		root := pts[0].Y / math.Sqrt(b)
		theory = append(theory, plotter.XY{X: b, Y: root})
		// A batch holds no row twice; one of all rows has no noise at all.
		exact = append(exact, plotter.XY{X: b, Y: root * math.Sqrt((rows-b)/(rows-1))})
	}
	here, err := s.GradientNoise(at, size, noiseEpochs, 1)
	if err != nil {
		nb.Error(err)
		return
	}
	fig.Describe("On log axes the noise falls like one over the root of the batch size, from %.3f for single rows to "+
		"%.3f for batches of 100; for %d rows it is %.3f.",
		pts[0].Y, pts[len(pts)-1].Y, size, here)
	fig.YRange(0.003, 0.3)
	fig.Dashed("noise of one row / √size", theory, figure.Muted)
	fig.Thin("the same, no row twice", exact, figure.Ink)
	fig.Scatter("measured", pts, figure.Orange, figure.Circle)
	fig.Dots("your size", plotter.XYs{{X: float64(size), Y: here}}, figure.Accent, figure.Ring, 6)
	fig.Drag("size", "", float64(size), here)
	nb.Show(fig)
}
