package gini

import (
	"fmt"
	"math/rand/v2"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/entropy"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/figure"
	"abacus/lessons/notebook/palette"
)

// PairSquare draws all pairs of two people as a square of area 1: pairs who
// agree lie on its diagonal, and the Gini impurity is the remaining area.
func PairSquare(nb *notebook.Cell) {
	p := nb.Slider("p", "share who stay at home", 0.4, notebook.Steps(0, 1, 0.01))
	q := 1 - p
	g := Gini([]float64{p, q})

	nb.Show(drawSquare(p))
	nb.Say("Both stay: %.2f² = %.4f. Both go out: %.2f² = %.4f. The two differ: 1 − %.4f − %.4f = %.4f.",
		p, p*p, q, q*q, p*p, q*q, g)
	nb.Value("g", "%.2f", g)
}

// drawSquare draws the square of pairs: the first person across, the second
// down.
func drawSquare(p float64) *diagram.Diagram {
	const left, top, side = 92.0, 42.0, 230.0
	q, w := 1-p, side*p
	d := diagram.New("All pairs of two people", 400, 284)
	d.Describe("A square of all pairs. Both stay at home: %.4f of it. Both go out: %.4f. "+
		"Two strips where they differ, %.4f each: together %.4f, the Gini impurity.", p*p, q*q, p*q, 2*p*q)

	differ := diagram.Style{Fill: palette.Orange.Alpha(0.45)}
	d.Rect(left, top, w, w, 0, diagram.Style{Fill: palette.Red.Alpha(0.3)})
	d.Rect(left+w, top+w, side-w, side-w, 0, diagram.Style{Fill: palette.Blue.Alpha(0.3)})
	d.Rect(left+w, top, side-w, w, 0, differ)
	d.Rect(left, top+w, w, side-w, 0, differ)
	frame := diagram.Style{Stroke: palette.Ink, Width: 1.5}
	d.Rect(left, top, side, side, 0, frame)
	d.Line(left+w, top, left+w, top+side, frame)
	d.Line(left, top+w, left+side, top+w, frame)

	middle := diagram.TextStyle{Anchor: "middle"}
	label := func(x, y, width, height float64, text string) {
		if width > 46 && height > 18 {
			d.Text(x+width/2, y+height/2+5, text, middle)
		}
	}
	label(left, top, w, w, fmt.Sprintf("%.4f", p*p))
	label(left+w, top+w, side-w, side-w, fmt.Sprintf("%.4f", q*q))
	label(left+w, top, side-w, w, fmt.Sprintf("%.4f", p*q))
	label(left, top+w, w, side-w, fmt.Sprintf("%.4f", p*q))
	d.Text(left+side/2, top-24, "first person", middle)
	d.Text(left-12, top+side/2+26, "second", diagram.TextStyle{Anchor: "end"})
	d.Text(left-12, top+side/2+42, "person", diagram.TextStyle{Anchor: "end"})
	if p > 0.12 {
		d.Text(left+w/2, top-7, "stays", diagram.TextStyle{Anchor: "middle", Colour: palette.Muted})
		d.Text(left-8, top+w/2+4, "stays", diagram.TextStyle{Anchor: "end", Colour: palette.Muted})
	}
	if q > 0.2 {
		d.Text(left+(w+side)/2, top-7, "goes out", diagram.TextStyle{Anchor: "middle", Colour: palette.Muted})
		d.Text(left+side+8, top+(w+side)/2+4, "goes out", diagram.TextStyle{Colour: palette.Muted})
	}
	d.Legend("both stay", palette.Red)
	d.Legend("both go out", palette.Blue)
	d.Legend("they differ", palette.Orange)
	return d
}

// DrawTwoBalls draws pairs of balls from an urn and follows the share of pairs
// of two colours on its way to the Gini impurity.
func DrawTwoBalls(nb *notebook.Cell) {
	p := entropy.Shares([]int{
		nb.Int("red", "red balls", 4, 0, 12),
		nb.Int("blue", "blue balls", 2, 0, 12),
		nb.Int("green", "green balls", 2, 0, 12),
	})
	n := nb.Int("pairs", "pairs drawn", 1000, 10, 5000)
	seed := nb.Int("seed", "run number", 6, 1, 50)

	rates := DrawTwo(p, n, rand.New(rand.NewPCG(uint64(seed), 0)))
	g := Gini(p)
	nb.Show(drawRates(rates, g))
	nb.Say("After %d pairs %.4f of them were of two colours. The Gini impurity is %.4f; "+
		"chance alone moves a run this long by about %.4f.", n, rates[n-1], g, StandardError(g, n))
	nb.Value("g", "%.4g", g)
	nb.Value("rate", "%.4f", rates[n-1])
}

// drawRates draws the running share of unlike pairs, with the band that holds
// it 95 times in 100.
func drawRates(rates []float64, g float64) *figure.Figure {
	fig := figure.New("Pairs of two colours", "pairs drawn", "share of unlike pairs")
	fig.Describe("The share of unlike pairs swings at first and closes in on the Gini impurity %.4f; "+
		"after %d pairs it is %.4f.",
		g, len(rates), rates[len(rates)-1])
	fig.LogX()
	fig.XRange(1, 5000)
	fig.YRange(0, 1)
	var path, low, high plotter.XYs
	for i := 1; i <= len(rates); i += 1 + i/40 { // as dense as the axis can show
		x := float64(i)
		path = append(path, plotter.XY{X: x, Y: rates[i-1]})
		low = append(low, plotter.XY{X: x, Y: max(0, g-2*StandardError(g, i))})
		high = append(high, plotter.XY{X: x, Y: min(1, g+2*StandardError(g, i))})
	}
	path = append(path, plotter.XY{X: float64(len(rates)), Y: rates[len(rates)-1]})
	fig.Thin("two standard errors", low, figure.Muted)
	fig.Thin("", high, figure.Muted)
	fig.HLine("Gini impurity", g, figure.Green)
	fig.Line("this run", path, figure.Blue)
	return fig
}
