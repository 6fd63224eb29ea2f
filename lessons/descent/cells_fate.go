package descent

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// FateMap walks from every start with every rate and paints how it ends.
func FateMap(nb *notebook.Cell) {
	start := nb.Slider("start", "start x", 0.5, notebook.Steps(0.1, 1.1, 0.01))
	rate := nb.Slider("rate", "rate", 0.02, notebook.Steps(0.0005, 0.03, 0.0005))
	fate, err := WaveFate(start, rate)
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("How a walk ends", "start x", "rate")
	fig.Describe("Up to a rate of about 0.007 the hill at x = 0.65 divides almost all starts between the two valleys. "+
		"Beyond it no walk comes to rest in the left valley, beyond about 0.022 none does in the right one. "+
		"From %.2f with rate %.4f: %v.",
		start, rate, fate)
	fig.Size(480, 340)
	fig.XRange(0.1, 1.1)
	fig.YRange(0, 0.03)
	fig.Regions(0.1, 1.1, 0, 0.03, 80, 60, func(x, r float64) int {
		f, err := WaveFate(x, r)
		if err != nil {
			return -1
		}
		return fateClass(f)
	})
	for _, f := range []Fate{Global, Local, Left, Restless} {
		fig.Legend(f.String(), notebook.MarkBox, figure.Class(fateClass(f)))
	}
	fig.VLine("top of the hill", LocalMaximum, figure.Ink)
	fig.HLine("2/f″ at the two minima", 2/curvature(GlobalMinimum), figure.Muted)
	fig.HLine("", 2/curvature(LocalMinimum), figure.Muted)
	fig.Text(0.3, 0.003, "global", figure.Ink)
	fig.Text(0.3, 0.0083, "never settles", figure.Ink)
	fig.Text(0.36, 0.018, "leaves", figure.Ink)
	fig.Text(0.82, 0.01, "local", figure.Ink)
	fig.Text(0.8, 0.0275, "leaves", figure.Ink)
	fig.Drag("start", "rate", start, rate)
	nb.Show(fig)
	nb.Say("Fate of the walk from %.2f with rate %.4f: %v.", start, rate, fate)
	nb.Value("globalLimit", "%.4f", 2/curvature(GlobalMinimum))
	nb.Value("localLimit", "%.4f", 2/curvature(LocalMinimum))
}

// curvature is the second derivative of the wave at x: rise over run of its
// slope.
func curvature(x float64) float64 {
	const h = 1e-5
	c := Wave()
	return (c.Slope(x+h) - c.Slope(x-h)) / (2 * h)
}

// fateClass picks colours that stay apart: blue, red, orange, purple.
func fateClass(f Fate) int {
	return [...]int{Restless: 4, Global: 0, Local: 3, Left: 1}[f]
}
