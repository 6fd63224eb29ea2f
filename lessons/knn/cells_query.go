package knn

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// QueryPoint asks the k nearest of 40 points for the class of a point that you
// move, and shows them and their votes.
func QueryPoint(nb *notebook.Cell) {
	x, y := nb.Point("query", "query", 0.3, 0.6,
		notebook.Steps(0, maxX1, 0.01), notebook.Steps(0, maxX2, 0.01))
	k := nb.Int("k", "neighbours k", 5, 1, 15)
	metric := nb.Select("metric", "distance", "Euclidean", "Manhattan")

	p, distance := EuclideanP, Euclidean
	if metric == "Manhattan" {
		p, distance = ManhattanP, Manhattan
	}
	sample := Noisy(40, 3, 0.1)
	query := []float64{x, y}
	class, err := Classify(query, sample.X, sample.Y, k, distance)
	if err != nil {
		nb.Error(err)
		return
	}
	winner := sample.Classes[class]
	var nearest []Neighbour
	for i, at := range sample.X {
		nearest = append(nearest, Neighbour{Index: i, Distance: distance(query, at)})
	}
	slices.SortFunc(nearest, byDistance)
	nearest = nearest[:k]
	votes := Votes(nearest, sample.Y)

	nb.Row(func() {
		nb.Show(neighbourFigure(sample, query, nearest, p, winner))
		nb.Table(neighbourTable(sample, nearest))
	})
	nb.Say("Votes: %s. The point (%.2f, %.2f) is called %s.",
		voteText(votes, sample.Classes), x, y, winner)
	nb.Value("winner", "%s", winner)
	nb.Value("votes", "%s", voteText(votes, sample.Classes))
	nb.Value("nearest", "%.4f", nearest[0].Distance)
	nb.Value("first", "%s", sample.Classes[sample.Y[nearest[0].Index]])
}

// neighbourFigure draws lines from the query to its neighbours, inside the
// smallest ball that holds them.
func neighbourFigure(
	s dataset.Table, q []float64, nearest []Neighbour, p float64, winner string,
) *figure.Figure {
	fig := figure.New("Which are the nearest?", "feature x₁ (no unit)", "feature x₂ (no unit)")
	fig.Size(360, 384) // one unit is as long on both axes, so that circles are round
	fig.XRange(-0.1, 0.8)
	fig.YRange(0, 1)
	radius := nearest[len(nearest)-1].Distance
	fig.Thin(fmt.Sprintf("all within %.3f", radius), ball(q[0], q[1], radius, p), figure.Muted)
	for _, n := range nearest {
		at := s.X[n.Index]
		fig.Segment(q[0], q[1], at[0], at[1], figure.Ink)
	}
	showSample(fig, s, 4)
	fig.Legend("query", notebook.MarkCircle, figure.Accent) // the handle
	fig.Drag("query.x", "query.y", q[0], q[1])
	fig.Describe("Forty red and blue points. Lines join the query at (%.2f, %.2f) "+
		"to its %d nearest, all within %.3f; they vote %s.",
		q[0], q[1], len(nearest), radius, winner)
	return fig
}

// ball returns the outline of all points at distance r from (x, y).
func ball(x, y, r, p float64) plotter.XYs {
	const n = 180
	outline := make(plotter.XYs, n+1)
	for i := range outline {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		reach := r / Minkowski([]float64{0, 0}, []float64{cos, sin}, p)
		outline[i] = plotter.XY{X: x + reach*cos, Y: y + reach*sin}
	}
	return outline
}

// neighbourTable lists the neighbours, closest first.
func neighbourTable(s dataset.Table, nearest []Neighbour) notebook.Table {
	t := notebook.Table{
		Caption: "The nearest, closest first",
		Columns: []string{"rank", "x₁", "x₂", "distance", "vote"},
		Numeric: []int{0, 1, 2, 3},
	}
	for rank, n := range nearest {
		at := s.X[n.Index]
		t.Rows = append(t.Rows, []string{
			fmt.Sprint(rank + 1), fmt.Sprintf("%.3f", at[0]), fmt.Sprintf("%.3f", at[1]),
			fmt.Sprintf("%.4f", n.Distance), s.Classes[s.Y[n.Index]],
		})
	}
	return t
}

// voteText says how many votes each class has.
func voteText(votes []int, classes []string) string {
	var parts []string
	for class, name := range classes {
		count := 0
		if class < len(votes) {
			count = votes[class]
		}
		parts = append(parts, fmt.Sprintf("%d %s", count, name))
	}
	return strings.Join(parts, ", ")
}
