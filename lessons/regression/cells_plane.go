package regression

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// The two-class cells use 1000 points and draw the first 250 of them.
const (
	classPoints = 1000
	drawnPoints = 250
	classSeed   = 8
)

// plane draws the two-class points over the regions of a model, rings around
// those it gets wrong.
func plane(title string, s Sample, p Plane) *figure.Figure {
	fig := figure.New(title, "x₁", "x₂")
	fig.XRange(0, 0.7)
	fig.YRange(0, 1)
	fig.Regions(0, 0.7, 0, 1, 70, 100, func(x1, x2 float64) int { return classOf(p.At(x1, x2) > Threshold) })
	var red, blue, wrong plotter.XYs
	for i := range min(drawnPoints, len(s.Red)) {
		pt := plotter.XY{X: s.X1[i], Y: s.X2[i]}
		if s.Red[i] {
			red = append(red, pt)
		} else {
			blue = append(blue, pt)
		}
		if s.Red[i] != (p.At(pt.X, pt.Y) > Threshold) {
			wrong = append(wrong, pt)
		}
	}
	fig.Scatter("blue", blue, figure.Class(0), figure.Shape(0))
	fig.Scatter("red", red, figure.Class(1), figure.Shape(1))
	fig.Dots("called wrong", wrong, figure.Ink, figure.Ring, 6)
	if l, err := p.Boundary(Threshold); err == nil {
		if pts := inside(l, 0.7, 1); pts != nil {
			fig.Line("decision line", pts, figure.Ink)
		}
	}
	return fig
}

// classOf returns the class index of a colour: 0 is blue, 1 is red.
func classOf(red bool) int {
	if red {
		return 1
	}
	return 0
}

// confusionTable shows the four counts; in a perfect world the marked diagonal
// would hold everything.
func confusionTable(c Confusion) notebook.Table {
	return notebook.Table{
		Caption: fmt.Sprintf("%.1f %% of %d points called right", 100*c.Accuracy(), classPoints),
		Columns: []string{"", "called red", "called blue"},
		Numeric: []int{1, 2},
		Rows: [][]string{
			{"is red", fmt.Sprint(c.RedAsRed), fmt.Sprint(c.RedAsBlue)},
			{"is blue", fmt.Sprint(c.BlueAsRed), fmt.Sprint(c.BlueAsBlue)},
		},
	}
}

// Guess lets the reader choose both coefficients of the plane and see which
// points it calls right.
func Guess(nb *notebook.Cell) {
	b1 := nb.Slider("b1", "coefficient of x₁", 0, notebook.Steps(-0.2, 1, 0.01))
	b2 := nb.Slider("b2", "coefficient of x₂", 0.8, notebook.Steps(0.1, 1.2, 0.01))

	s := TwoClasses(classPoints, 0, classSeed)
	p := Plane{X1: b1, X2: b2}
	c := Classify(p, s, Threshold)
	fig := plane("A guess", s, p)
	fig.Describe("The plane %.2f·x1 + %.2f·x2 is called red above 0.4: %.1f %% of 1000 points are right. "+
		"%d of the %d wrong ones are red.",
		b1, b2, 100*c.Accuracy(), c.RedAsBlue, c.RedAsBlue+c.BlueAsRed)
	nb.Show(fig)
	nb.Table(confusionTable(c))
	nb.Value("accuracy", "%.1f %%", 100*c.Accuracy())
	nb.Value("wrong", "%d", c.RedAsBlue+c.BlueAsRed)
}

// BlindSearch nudges the guess at random and keeps what classifies better.
func BlindSearch(nb *notebook.Cell) {
	tries := nb.Int("tries", "random nudges", 10, 0, 200)
	seed := nb.Int("seed", "random seed", 1, 1, 20)

	s := TwoClasses(classPoints, 0, classSeed)
	path := CrudeSearch(s, Plane{X2: 0.8}, tries, uint64(seed))
	var kept, dropped plotter.XYs
	for _, t := range path {
		pt := plotter.XY{X: t.Plane.X1, Y: t.Plane.X2}
		if t.Kept {
			kept = append(kept, pt)
		} else {
			dropped = append(dropped, pt)
		}
	}
	best := Best(path)
	fig := figure.New("Groping for the coefficients", "coefficient of x₁", "coefficient of x₂")
	fig.XRange(-0.2, 0.8)
	fig.YRange(0.2, 1)
	fig.Dots("dropped", dropped, figure.Muted, figure.Cross, 5)
	fig.Thin("", kept, figure.Blue)
	fig.Dots("kept", kept, figure.Blue, figure.Circle, 4)
	fig.Dots("the truth", plotter.XYs{{X: 0.5, Y: 0.4}}, figure.Green, figure.Triangle, 6)
	fig.Describe("After %d nudges, %d of them kept, the search stands at (%.2f, %.2f) with %.1f %% right; "+
		"the truth is (0.5, 0.4).",
		tries, len(kept)-1, best.Plane.X1, best.Plane.X2, 100*best.Accuracy)
	nb.Show(fig)
	nb.Say("%d nudges, %d kept: coefficients (%.2f, %.2f), %.1f %% right instead of %.1f %%.",
		tries, len(kept)-1, best.Plane.X1, best.Plane.X2, 100*best.Accuracy, 100*path[0].Accuracy)
	nb.Value("before", "%.1f %%", 100*path[0].Accuracy)
	nb.Value("after", "%.1f %%", 100*best.Accuracy)
}

// DecisionLine fits the plane by least squares to data with as much noise as
// the slider says.
func DecisionLine(nb *notebook.Cell) {
	noise := nb.Slider("noise", "noise: standard deviation of y", 0, notebook.Steps(0, 0.3, 0.01))

	s := TwoClasses(classPoints, noise, classSeed)
	x, err := Design(s.X1, s.X2)
	if err != nil {
		nb.Error(err)
		return
	}
	fit, err := OLS(x, s.Y)
	if err != nil {
		nb.Error(err)
		return
	}
	p := Plane{fit.Coef[0], fit.Coef[1], fit.Coef[2]}
	c := Classify(p, s, Threshold)
	truth := Classify(Plane{X1: 0.5, X2: 0.4}, s, Threshold)

	fig := plane("Least squares and its decision line", s, p)
	fig.Dashed("true line x₂ = 1 − 1.25·x₁", span(Line{1, -1.25}, 0, 0.7), figure.Green)
	fig.Describe("With noise %.2f the fitted plane is %s + %.3f·x1 + %.3f·x2. Its decision line calls %.1f %% of 1000 "+
		"points right, the true line %.1f %%.",
		noise, fixed(p.Intercept, 3), p.X1, p.X2, 100*c.Accuracy(), 100*truth.Accuracy())
	nb.Show(fig)
	nb.Say("Least squares: ŷ = %s + %.3f·x₁ + %.3f·x₂. R² = %.3f, residual standard error %.3f.",
		fixed(p.Intercept, 3), p.X1, p.X2, fit.R2, fit.RSE)
	nb.Table(confusionTable(c))
	nb.Say("The true plane, which made the data, calls %.1f %% right.", 100*truth.Accuracy())
	nb.Value("accuracy", "%.0f %%", 100*c.Accuracy())
	nb.Value("blue", "%d", c.BlueAsRed+c.BlueAsBlue)
}

// NoiseLimit shows how the share of right calls falls with the noise, for
// the fitted plane and for the one that made the data.
func NoiseLimit(nb *notebook.Cell) {
	var fitted, truth plotter.XYs
	for i := range 7 {
		noise := 0.05 * float64(i)
		s := TwoClasses(classPoints, noise, classSeed)
		p, err := FitPlane(s.X1, s.X2, s.Y)
		if err != nil {
			nb.Error(err)
			return
		}
		fitted = append(fitted, plotter.XY{X: noise, Y: 100 * Classify(p, s, Threshold).Accuracy()})
		truth = append(truth, plotter.XY{X: noise, Y: 100 * Classify(Plane{X1: 0.5, X2: 0.4}, s, Threshold).Accuracy()})
	}
	fig := figure.New("Noise sets the ceiling", "noise: standard deviation of y", "called right (%)")
	fig.XRange(0, 0.3)
	fig.YRange(50, 101)
	fig.Line("least squares", fitted, figure.Blue)
	fig.Dots("the true plane", truth, figure.Green, figure.Ring, 5)
	fig.Describe("Both curves start at 100 %% without noise and fall together; at noise 0.1 least squares calls %.1f %% "+
		"right, the true plane %.1f %%.",
		fitted[2].Y, truth[2].Y)
	nb.Show(fig)
	nb.Value("fitted", "%.1f %%", fitted[2].Y)
	nb.Value("truth", "%.1f %%", truth[2].Y)
}
