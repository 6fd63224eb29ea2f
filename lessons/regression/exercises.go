package regression

import (
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourRSS returns the residual sum of squares of a line over the points
// (x[i], y[i]), in squared units of y. Without any points it is 0.
func YourRSS(x, y []float64, line Line) float64 {
	return 0
}

// sumOfSquares solves YourRSS.
func sumOfSquares(x, y []float64, line Line) float64 {
	rss := 0.0
	for i := range x {
		residual := y[i] - line.At(x[i])
		rss += residual * residual
	}
	return rss
}

// against is a line and the points it is compared with.
type against struct {
	x, y []float64
	line Line
}

// CheckYourRSS checks the learner's YourRSS.
func CheckYourRSS(nb *notebook.Cell) { yourRSS().Check(nb) }

func yourRSS() exercise.Func[against, float64] {
	return exercise.Func[against, float64]{
		Name:     "YourRSS",
		Yours:    func(a against) float64 { return YourRSS(a.x, a.y, a.line) },
		Solution: func(a against) float64 { return sumOfSquares(a.x, a.y, a.line) },
		Examples: []against{
			{[]float64{5}, []float64{3}, Line{0, 1}},
			{[]float64{1, 2, 3}, []float64{2, 3, 7}, Line{-1, 2.5}},
			{[]float64{1, 2, 3}, []float64{2, 3, 7}, Line{0, 2}},
			{[]float64{1, 2, 3}, []float64{2, 3, 7}, Line{4, 0}},
			{nil, nil, Line{1, 1}},
		},
		Random: func(rng *rand.Rand, size int) against {
			p := randomCloud(rng, rng.IntN(size+1))
			return against{p.x, p.y, Line{float64(rng.IntN(9) - 4), float64(rng.IntN(9)-4) / 2}}
		},
		Slips: []exercise.Slip[against, float64]{
			{
				Says: "The errors are added with their signs, so those above cancel those below. Square each one before adding.",
				Func: func(a against) float64 { return sumOf(a, func(r float64) float64 { return r }) },
			},
			{Says: "That adds up plain distances. Least squares adds up their squares: residual * residual.",
				Func: func(a against) float64 { return sumOf(a, math.Abs) }},
			{Says: "That squares the sum. Square each residual first, then add.",
				Func: func(a against) float64 { return math.Pow(sumOf(a, func(r float64) float64 { return r }), 2) }},
			{Says: "That is the mean of the squares, the MSE. The sum is not divided.",
				Func: func(a against) float64 { return MSE(Residuals(a.x, a.y, a.line)) }},
			{Says: "The intercept is missing. The line predicts line.Intercept + line.Slope*x[i], or line.At(x[i]) for short.",
				Func: func(a against) float64 { return sumOfSquares(a.x, a.y, Line{0, a.line.Slope}) }},
		},
	}
}

// sumOf adds up what the function makes of each residual.
func sumOf(a against, f func(residual float64) float64) float64 {
	sum := 0.0
	for _, r := range Residuals(a.x, a.y, a.line) {
		sum += f(r)
	}
	return sum
}

// YourLine returns the least-squares line through the points (x[i], y[i]). If
// all x are equal, or there is only one point or none, no single line is best,
// and it returns an error.
func YourLine(x, y []float64) (Line, error) {
	return Line{}, nil
}

// lineByMeans solves YourLine.
func lineByMeans(x, y []float64) (Line, error) {
	var sumX, sumY float64
	for i := range x {
		sumX += x[i]
		sumY += y[i]
	}
	meanX, meanY := sumX/float64(len(x)), sumY/float64(len(x))
	var sxy, sxx float64
	for i := range x {
		dx, dy := x[i]-meanX, y[i]-meanY
		sxy += dx * dy
		sxx += dx * dx
	}
	if sxx == 0 {
		return Line{}, ErrSingular
	}
	slope := sxy / sxx
	return Line{Intercept: meanY - slope*meanX, Slope: slope}, nil
}

// cloud is a set of points, the arguments of YourLine.
type cloud struct{ x, y []float64 }

// randomCloud makes n points with whole coordinates from 0 to 9.
func randomCloud(rng *rand.Rand, n int) cloud {
	var p cloud
	for range n {
		p.x = append(p.x, float64(rng.IntN(10)))
		p.y = append(p.y, float64(rng.IntN(10)))
	}
	return p
}

// fitted is a line, or the failure to find one.
type fitted struct {
	line   Line
	failed bool
}

// fittedBy turns what a fit returns into a result. A failed fit has no line.
func fittedBy(fit func(x, y []float64) (Line, error)) func(cloud) fitted {
	return func(p cloud) fitted {
		line, err := fit(p.x, p.y)
		if err != nil {
			return fitted{failed: true}
		}
		return fitted{line: line}
	}
}

// CheckYourLine checks the learner's YourLine.
func CheckYourLine(nb *notebook.Cell) { yourLine().Check(nb) }

func yourLine() exercise.Func[cloud, fitted] {
	return exercise.Func[cloud, fitted]{
		Name: "YourLine", Yours: fittedBy(YourLine), Solution: fittedBy(lineByMeans),
		Examples: []cloud{
			{[]float64{1, 2, 3}, []float64{2, 3, 7}},
			{[]float64{0, 2}, []float64{1, 5}},
			{[]float64{1, 3, 5}, []float64{4, 4, 4}},
			{[]float64{2, 2}, []float64{1, 3}},
			{[]float64{5}, []float64{7}},
			{nil, nil},
			{[]float64{1, 1, 1, 1, 1, 1}, []float64{1, 2, 3, 4, 5, 6}},
		},
		Random: func(rng *rand.Rand, size int) cloud { return randomCloud(rng, 1+rng.IntN(size)) },
		ShowOut: func(f fitted) string {
			if f.failed {
				return "an error"
			}
			return "the line " + fixed(f.line.Intercept, 3) + " + " + fixed(f.line.Slope, 3) + "·x"
		},
		Slips: []exercise.Slip[cloud, fitted]{
			{
				Says: "When all x are equal, Sxx is 0, and dividing by it gives NaN or an infinite number. " +
					"Check for that case and return ErrSingular.",
				Func: withoutCheck(func(m means) Line { return Line{m.y - m.sxy/m.sxx*m.x, m.sxy / m.sxx} }),
			},
			{
				Says: "Six times 1/6 is not quite 1 in binary, so Sxx is not quite 0. Add up first and divide once: then whole " +
					"numbers have an exact mean.",
				Func: dividedTooEarly,
			},
			{
				Says: "The slope is right. The intercept is the height at x = 0: " +
					"from the mean of y go back by slope times the mean of x.",
				Func: withoutCheck(func(m means) Line { return Line{m.y, m.sxy / m.sxx} }),
			},
			{
				Says: "That line is forced through the origin. Take the deviations from the means, " +
					"x[i]-meanX and y[i]-meanY, before multiplying.",
				Func: withoutCheck(func(m means) Line { return Line{0, (m.sxy + m.n*m.x*m.y) / (m.sxx + m.n*m.x*m.x)} }),
			},
			{Says: "Divide both sums by the number of points, or neither: the slope is the ratio of Sxy to Sxx.",
				Func: withoutCheck(func(m means) Line { return Line{m.y - m.n*m.sxy/m.sxx*m.x, m.n * m.sxy / m.sxx} })},
			{
				Says: "The fraction is upside down or divides by the squares of y. The slope is Sxy over Sxx: " +
					"the squares are those of x.",
				Func: withoutCheck(func(m means) Line { return Line{m.y - m.sxy/m.syy*m.x, m.sxy / m.syy} }),
			},
		},
	}
}

// dividedTooEarly fits a line with means that are made of rounded parts.
func dividedTooEarly(p cloud) fitted {
	f := fitted{failed: true}
	withoutCheck(func(m means) Line {
		if m.sxx > 0 {
			f = fitted{line: Line{m.y - m.sxy/m.sxx*m.x, m.sxy / m.sxx}}
		}
		return Line{}
	})(p)
	return f
}

// means are the sums that a line is made of.
type means struct{ n, x, y, sxy, sxx, syy float64 }

// withoutCheck fits a line as the function says and never fails.
func withoutCheck(line func(means) Line) func(cloud) fitted {
	return func(p cloud) fitted {
		m := means{n: float64(len(p.x))}
		for i := range p.x {
			m.x += p.x[i] / m.n
			m.y += p.y[i] / m.n
		}
		for i := range p.x {
			dx, dy := p.x[i]-m.x, p.y[i]-m.y
			m.sxy, m.sxx, m.syy = m.sxy+dx*dy, m.sxx+dx*dx, m.syy+dy*dy
		}
		return fitted{line: line(m)}
	}
}
