package regression

import (
	"math/rand/v2"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Outlier adds one point to drag to the seedlings and compares the line with
// and without it.
func Outlier(nb *notebook.Cell) {
	x := nb.Slider("week", "age of the ninth seedling (weeks)", 13, notebook.Steps(0, 14, 0.1))
	y := nb.Slider("height", "its height (cm)", 2, notebook.Steps(0, 14, 0.1))

	weeks, height := seedlings()
	without, err := FitLine(weeks, height)
	if err != nil {
		nb.Error(err)
		return
	}
	allX, allY := append(weeks, x), append(height, y)
	with, err := FitLine(allX, allY)
	if err != nil {
		nb.Error(err)
		return
	}
	h, err := Leverage(allX)
	if err != nil {
		nb.Error(err)
		return
	}
	leverage := h[len(h)-1]

	fig := figure.New("One point and its lever", "age (weeks)", "height (cm)")
	fig.XRange(0, 14)
	fig.YRange(0, 14)
	fig.Dots("seedling", pairs(weeks, height), figure.Ink, figure.Circle, 4)
	fig.Dashed("line without the ninth", inside(without, 14, 14), figure.Muted)
	fig.Line("line with it", inside(with, 14, 14), figure.Blue)
	fig.Segment(x, y, x, with.At(x), figure.Orange)
	fig.Legend("its residual", notebook.MarkLine, figure.Orange)
	fig.Dots("ninth seedling", plotter.XYs{{X: x, Y: y}}, figure.Accent, figure.Circle, 5)
	fig.Drag("week", "height", x, y)
	fig.Describe("A ninth seedling at week %.1f and %.1f cm has leverage %.2f and turns the slope from %.3f to %.3f.",
		x, y, leverage, without.Slope, with.Slope)
	nb.Show(fig)

	nb.Table(notebook.Table{
		Columns: []string{"line", "intercept", "slope", "its residual"},
		Numeric: []int{1, 2, 3},
		Rows: [][]string{
			{"without it", fixed(without.Intercept, 2), fixed(without.Slope, 3), fixed(y-without.At(x), 2)},
			{"with it", fixed(with.Intercept, 2), fixed(with.Slope, 3), fixed(y-with.At(x), 2)},
		},
	})
	nb.Say("Its leverage is %.2f: lift it by 1 cm and the line at its place rises by %.2f cm.", leverage, leverage)
	nb.Value("leverage", "%.2f", leverage)
	nb.Value("with", "%.2f", with.Slope)
	nb.Value("residual", "%.1f", with.At(x)-y)
	nb.Value("missed", "%.1f", without.At(x)-y)
}

// ResidualPlot fits a line to four kinds of data and shows the residuals: a
// good fit leaves a cloud without a pattern.
func ResidualPlot(nb *notebook.Cell) {
	kind := nb.Select("kind", "data", "curved", "straight", "funnel", "one slip")

	x, y := specimen(kind)
	design, err := Design(x)
	if err != nil {
		nb.Error(err)
		return
	}
	fit, err := OLS(design, y)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Row(func() {
		fig := figure.New("Data and line", "x", "y")
		fig.Size(380, 300)
		fig.XRange(0, 10)
		fig.YRange(-2, 14)
		fig.Scatter("data", pairs(x, y), figure.Ink, figure.Circle)
		fig.Line("least squares", span(Line{fit.Coef[0], fit.Coef[1]}, 0, 10), figure.Blue)
		fig.Describe("The %s data and their least-squares line; R² is %.3f.", kind, fit.R2)
		nb.Show(fig)

		left := figure.New("Residuals", "fitted value ŷ", "residual y − ŷ")
		left.Size(380, 300)
		left.XRange(-2, 14)
		left.YRange(-4, 4)
		left.HLine("", 0, figure.Blue)
		left.Scatter("residual", pairs(fit.Fitted, fit.Residuals), figure.Orange, figure.Circle)
		left.Describe("Residuals of the %s data against the fitted values: %s", kind, verdict(kind))
		nb.Show(left)
	})
	nb.Say("R² = %.3f, residual standard error %.3f. %s", fit.R2, fit.RSE, verdict(kind))
	nb.Value("r2", "%.2f", fit.R2)
}

// specimen returns 40 points whose residuals show one textbook pattern.
func specimen(kind string) (x, y []float64) {
	rng := rand.New(rand.NewPCG(340, 0))
	for i := range 40 {
		xi := 0.25 * float64(i+1)
		mishap := rng.NormFloat64()
		yi := 1 + xi + 0.7*mishap
		switch kind {
		case "curved":
			yi = 0.5 + 0.11*xi*xi + 0.25*mishap
		case "funnel":
			yi = 1 + xi + 0.17*xi*mishap
		case "one slip":
			yi = 1 + xi + 0.25*mishap
			if i == 30 {
				yi -= 4
			}
		}
		x, y = append(x, xi), append(y, yi)
	}
	return x, y
}

// verdict says in words what the residual plot of a specimen shows.
func verdict(kind string) string {
	switch kind {
	case "curved":
		return "They bend: above zero at both ends, below in the middle. The line has missed a curve, although R² is high."
	case "funnel":
		return "They fan out: small on the left, large on the right. A single standard error cannot describe them all."
	case "one slip":
		return "One point lies far below a calm band. Find out what happened to it before you trust or drop it."
	}
	return "They scatter evenly with no pattern: the line has captured all there was to capture."
}
