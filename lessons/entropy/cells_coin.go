package entropy

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// BinaryCurve draws the entropy of a coin over its share of heads and, at the
// chosen share, takes the sum apart.
func BinaryCurve(nb *notebook.Cell) {
	p := nb.Slider("p", "share of heads p", 0.25, notebook.Steps(0, 1, 0.01))
	h := Binary(p)

	fig := figure.New("Entropy of a coin", "share of heads p", "entropy (bits)")
	fig.Describe("The entropy of a coin is an arch: 0 bits at p = 0 and at p = 1, 1 bit at p = 0.5. "+
		"At p = %.2f it is %.4f bits, of which heads bring %.4f and tails %.4f.",
		p, h, Entropy([]float64{p}), Entropy([]float64{1 - p}))
	fig.XRange(0, 1)
	fig.YRange(0, 1.05)
	fig.Dashed("from heads", curve(func(p float64) float64 { return Entropy([]float64{p}) }), figure.Red)
	fig.Thin("from tails", curve(func(p float64) float64 { return Entropy([]float64{1 - p}) }), figure.Teal)
	fig.Line("together: H(p)", curve(Binary), figure.Blue)
	fig.VLine("", p, figure.Muted)
	fig.Drag("p", "", p, h)
	nb.Show(fig)

	nb.Say("With p = %.2f one flip is worth %.4f bits.", p, h)
	nb.Table(terms("side", []string{"heads", "tails"}, []float64{p, 1 - p}))
	nb.Value("p", "%.2f", p)
	nb.Value("h", "%.4f", h)
}

// curve samples fn over the shares from 0 to 1.
func curve(fn func(share float64) float64) plotter.XYs {
	pts := make(plotter.XYs, 101)
	for i := range pts {
		x := float64(i) / 100
		pts[i] = plotter.XY{X: x, Y: fn(x)}
	}
	return pts
}

// terms is a table of the sum that makes up the entropy of p, term by term.
func terms(what string, names []string, p []float64) notebook.Table {
	t := notebook.Table{
		Caption: "The sum, term by term",
		Columns: []string{what, "share", "surprise (bits)", "share × surprise"},
		Numeric: []int{1, 2, 3},
	}
	for i, share := range p {
		surprise := "none: never happens"
		if share > 0 {
			surprise = fmt.Sprintf("%.4f", Surprise(share))
		}
		t.Rows = append(t.Rows, []string{names[i], fmt.Sprintf("%.4f", share), surprise,
			fmt.Sprintf("%.4f", Entropy([]float64{share}))})
	}
	t.Mark = []int{len(t.Rows)}
	t.Rows = append(t.Rows, []string{"entropy", "", "", fmt.Sprintf("%.4f", Entropy(p))})
	return t
}

// FlipsTogether asks about several flips of a bent coin at once. The number of
// questions per flip falls towards the entropy, and no plan needs fewer.
func FlipsTogether(nb *notebook.Cell) {
	p := nb.Slider("p", "share of heads p", 0.9, notebook.Steps(0.5, 0.99, 0.01))
	k := nb.Int("k", "flips asked about at once", 2, 1, 10)

	h := Binary(p)
	each := make(plotter.XYs, 10)
	for i := range each {
		flips := float64(i + 1)
		each[i] = plotter.XY{X: flips, Y: Questions(Flips(p, i+1)) / flips}
	}
	chosen := each[k-1]

	fig := figure.New("Questions for each flip", "flips asked about at once", "questions per flip")
	fig.Describe("Asked one at a time, each flip costs 1 question. Asked %d at a time it costs %.4f. "+
		"The entropy, %.4f bits, is the floor.", k, chosen.Y, h)
	fig.XRange(0.5, 10.5)
	fig.YRange(0, 1.05)
	fig.HLine("entropy", h, figure.Green)
	fig.Line("best plan", each, figure.Blue)
	fig.Scatter("", each, figure.Blue, figure.Circle)
	fig.Dots("chosen", plotter.XYs{chosen}, figure.Accent, figure.Ring, 7)
	nb.Show(fig)

	nb.Say("The best plan for %s needs %.4f questions on average, %.4f a flip. "+
		"The entropy of a flip is %.4f bits.",
		notebook.Count(k, "flip"), chosen.Y*float64(k), chosen.Y, h)
	nb.Value("two", "%.2f", Questions(Flips(p, 2)))
	nb.Value("twoeach", "%.3f", each[1].Y)
	nb.Value("h", "%.3f", h)
	nb.Value("teneach", "%.3f", each[9].Y)
}

// NatsAndBits compares our entropies with gonum's. Those are in nats, so each
// is smaller by the factor ln 2.
func NatsAndBits(nb *notebook.Cell) {
	p := nb.Slider("p", "share of heads of the bent coin", 0.9, notebook.Steps(0.01, 0.99, 0.01))

	t := notebook.Table{
		Caption: "The same distributions, measured twice",
		Columns: []string{"distribution", "ours (bits)", "gonum (nats)", "gonum ÷ ours"},
		Numeric: []int{1, 2, 3},
	}
	for _, row := range []struct {
		name   string
		shares []float64
	}{
		{"fair coin", []float64{0.5, 0.5}},
		{"bent coin", []float64{p, 1 - p}},
		{"urn of 4, 2 and 2 balls", Shares([]int{4, 2, 2})},
		{"not sick: 3 of 5 stay at home", Shares([]int{3, 2})},
		{"one of 64 numbers", Flips(0.5, 6)},
	} {
		bits, nats := Entropy(row.shares), stat.Entropy(row.shares)
		t.Rows = append(t.Rows, []string{row.name,
			fmt.Sprintf("%.5f", bits), fmt.Sprintf("%.5f", nats), fmt.Sprintf("%.5f", nats/bits)})
	}
	nb.Table(t)
	nb.Say("The last column is always ln 2 = %.5f.", math.Ln2)
}
