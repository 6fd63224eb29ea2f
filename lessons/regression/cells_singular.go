package regression

import (
	"fmt"
	"math"
	"math/rand/v2"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// Copies brings two columns closer and closer together: the bowl becomes a
// trench, the coefficients become unstable, and for an exact copy there is no
// answer.
func Copies(nb *notebook.Cell) {
	digits := nb.Int("digits", "digits in which the columns agree", 0, 0, 9)
	exact := nb.Checkbox("exact", "make it an exact copy", false)
	noise := nb.Slider("noise", "noise: standard deviation of y", 0.02, notebook.Steps(0, 0.1, 0.01))

	gap := math.Pow(10, -float64(digits))
	if exact {
		gap = 0
	}
	x, y := nearCopy(gap)
	rng := rand.New(rand.NewPCG(8, 0))
	for i := range y {
		y[i] += noise * rng.NormFloat64()
	}
	loss := profile(x, y)

	fig := figure.New("Bowl or trench", "coefficient β₁", "coefficient β₂")
	fig.XRange(-1, 5)
	fig.YRange(0, 6)
	fig.HeatMap(-1, 5, 0, 6, 96, 64, 0, 1.2, figure.Purple, loss)
	floor := loss(2, 3)
	fig.Contours(-1, 5, 0, 6, 49, 49, []float64{floor + 0.05, floor + 0.2, floor + 0.8, floor + 2}, figure.Ink, loss)
	fig.Legend("equal MSE", notebook.MarkLine, figure.Ink)
	fig.Dots("the truth (2, 3)", plotter.XYs{{X: 2, Y: 3}}, figure.Green, figure.Triangle, 5)
	beta, err := SolveQR(x, y)
	where := "There is no lowest point."
	if err == nil {
		where = fmt.Sprintf("The lowest point is (%s, %s).", short(beta[1]), short(beta[2]))
		if beta[1] >= -1 && beta[1] <= 5 && beta[2] >= 0 && beta[2] <= 6 {
			fig.Dots("least squares", plotter.XYs{{X: beta[1], Y: beta[2]}}, figure.Blue, figure.Ring, 8)
		} else {
			where += " It lies outside the figure."
		}
	}
	fig.Describe("Mean squared error over the coefficients of two columns that differ by at most %.3g. %s", gap/2, where)
	nb.Show(fig)
	nb.Say("%s", where)
	nb.Table(solverTable(x, y))
	if err != nil {
		nb.Error(err)
	}
}

// profile returns the mean squared error as a function of β₁ and β₂ with the
// best intercept for them, for rows (1, a, b): the intercept drops out when
// every column is measured from its mean.
func profile(x [][]float64, y []float64) func(b1, b2 float64) float64 {
	var a, b []float64
	for _, row := range x {
		a, b = append(a, row[1]), append(b, row[2])
	}
	meanA, meanB, meanY := mean(a), mean(b), mean(y)
	var aa, ab, bb, ay, by, yy float64
	for i := range y {
		da, db, dy := a[i]-meanA, b[i]-meanB, y[i]-meanY
		aa, ab, bb = aa+da*da, ab+da*db, bb+db*db
		ay, by, yy = ay+da*dy, by+db*dy, yy+dy*dy
	}
	n := float64(len(y))
	return func(b1, b2 float64) float64 {
		return (yy - 2*(b1*ay+b2*by) + b1*b1*aa + 2*b1*b2*ab + b2*b2*bb) / n
	}
}

// solverTable compares the answers of the normal equations and of QR, with
// their prediction at a = b = 0.5, which hardly changes when the coefficients
// do.
func solverTable(x [][]float64, y []float64) notebook.Table {
	t := notebook.Table{
		Columns: []string{"method", "β₀", "β₁", "β₂", "ŷ at (½, ½)"},
		Numeric: []int{1, 2, 3, 4},
	}
	for _, m := range []struct {
		name  string
		solve func([][]float64, []float64) ([]float64, error)
	}{{"normal equations", SolveNormal}, {"QR", SolveQR}} {
		b, err := m.solve(x, y)
		if err != nil {
			t.Rows = append(t.Rows, []string{m.name, "singular", "–", "–", "–"})
			continue
		}
		t.Rows = append(t.Rows, []string{m.name, short(b[0]), short(b[1]), short(b[2]),
			fixed(b[0]+0.5*b[1]+0.5*b[2], 3)})
	}
	return t
}

// short writes small numbers with decimals and large ones in millions.
func short(v float64) string {
	switch size := math.Abs(v); {
	case size < 100:
		return fixed(v, 3)
	case size < 1e6:
		return fixed(v, 0)
	}
	return fixed(v/1e6, 2) + " million"
}

// SameFit fits one table by four routes: our normal equations and QR, and
// gonum's matrix QR; for the line through the first feature alone also
// stat.LinearRegression.
func SameFit(nb *notebook.Cell) {
	n := nb.Int("n", "points", 200, 3, 1000)
	noise := nb.Slider("noise", "noise: standard deviation of y", 0.1, notebook.Steps(0, 0.3, 0.01))

	s := TwoClasses(n, noise, classSeed)
	x, err := Design(s.X1, s.X2)
	if err != nil {
		nb.Error(err)
		return
	}
	t := notebook.Table{Caption: "A plane", Columns: []string{"by", "β₀", "β₁", "β₂"}, Numeric: []int{1, 2, 3}}
	for _, m := range []struct {
		name  string
		solve func([][]float64, []float64) ([]float64, error)
	}{{"our normal equations", SolveNormal}, {"our QR", SolveQR}, {"gonum mat.QR", GonumQR}} {
		b, err := m.solve(x, s.Y)
		if err != nil {
			nb.Error(fmt.Errorf("%s: %w", m.name, err))
			return
		}
		t.Rows = append(t.Rows, []string{m.name, fixed(b[0], 6), fixed(b[1], 6), fixed(b[2], 6)})
	}
	nb.Table(t)

	ours, err := FitLine(s.X1, s.Y)
	if err != nil {
		nb.Error(err)
		return
	}
	gonum := GonumLine(s.X1, s.Y)
	nb.Table(notebook.Table{
		Caption: "A line through x₁ alone", Columns: []string{"by", "intercept", "slope"}, Numeric: []int{1, 2},
		Rows: [][]string{
			{"our FitLine", fixed(ours.Intercept, 6), fixed(ours.Slope, 6)},
			{"gonum stat.LinearRegression", fixed(gonum.Intercept, 6), fixed(gonum.Slope, 6)},
		},
	})
}
