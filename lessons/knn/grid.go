package knn

import "slices"

// ClassifyGrid labels every point (xs[i], ys[j]) of a grid by the k nearest of
// points in the plane, exactly as a Classifier would; the class of (i, j) is at
// position j·len(xs)+i. It answers g grid points for n training points in
// O(g·n) simple additions, thanks to two observations:
//
//   - |Δx|ᵖ depends on the column only and |Δy|ᵖ on the row only, so the powers
//     are computed once for each line of the grid, not for each of its points.
//   - The neighbours of a grid point are nearly those of the one before it, so
//     they are kept and only the few that change are exchanged. A vote needs
//     no sorted neighbours, unless classes tie.
func ClassifyGrid(points [][]float64, labels []int, k int, p float64, xs, ys []float64) ([]int, error) {
	if err := checkPoints(points, p); err != nil {
		return nil, err
	}
	if len(points[0]) != 2 {
		return nil, ErrShape
	}
	if err := checkLabels(labels, len(points)); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, ErrK
	}
	sweep := newGridSweep(labels, min(k, len(points)))
	columns := linePowers(points, 0, p, xs)
	rows := linePowers(points, 1, p, ys)
	classes := make([]int, len(xs)*len(ys))
	for j := range ys {
		for step := range xs {
			i := step
			if j%2 == 1 { // back and forth, so that each point is next to the last
				i = len(xs) - 1 - step
			}
			classes[j*len(xs)+i] = sweep.classify(columns[i], rows[j])
		}
	}
	return classes, nil
}

// linePowers returns for every line of the grid the powers |line−x|ᵖ to all
// points in one coordinate.
func linePowers(points [][]float64, axis int, p float64, lines []float64) [][]float64 {
	powers := make([][]float64, len(lines))
	for i, at := range lines {
		powers[i] = make([]float64, len(points))
		for n, x := range points {
			powers[i][n] = power(at-x[axis], p)
		}
	}
	return powers
}

// gridSweep keeps the k nearest points of one grid point after another, and
// their votes.
type gridSweep struct {
	labels []int
	order  []int // all points; the first k are the neighbours, in no particular order
	k      int
	votes  []int // of the neighbours, by class
}

// newGridSweep starts with the first k points as neighbours.
func newGridSweep(labels []int, k int) *gridSweep {
	g := &gridSweep{labels: labels, order: make([]int, len(labels)), k: k}
	g.votes = make([]int, slices.Max(labels)+1)
	for i := range g.order {
		g.order[i] = i
	}
	for _, i := range g.order[:k] {
		g.votes[labels[i]]++
	}
	return g
}

// classify makes the k points nearest to the grid point on the given column
// and row the neighbours and returns the class they vote for.
func (g *gridSweep) classify(column, row []float64) int {
	at, worst := g.worst(column, row)
	for m := g.k; m < len(g.order); m++ {
		i := g.order[m]
		n := Neighbour{Index: i, Distance: column[i] + row[i]}
		if n.Distance <= worst.Distance && closer(n, worst) {
			g.votes[g.labels[worst.Index]]--
			g.votes[g.labels[i]]++
			g.order[at], g.order[m] = i, worst.Index
			at, worst = g.worst(column, row)
		}
	}
	return g.winner(column, row)
}

// worst returns the farthest of the neighbours and its position in order.
func (g *gridSweep) worst(column, row []float64) (int, Neighbour) {
	at, worst := 0, Neighbour{Index: -1, Distance: -1}
	for m, i := range g.order[:g.k] {
		if sum := column[i] + row[i]; sum >= worst.Distance && closer(worst, Neighbour{i, sum}) {
			at, worst = m, Neighbour{i, sum}
		}
	}
	return at, worst
}

// winner counts the votes as Vote does: the class of the closest neighbour
// among those of the leading classes.
func (g *gridSweep) winner(column, row []float64) int {
	most := slices.Max(g.votes)
	leader := slices.Index(g.votes, most)
	if !slices.Contains(g.votes[leader+1:], most) {
		return leader
	}
	best := Neighbour{Index: -1}
	for _, i := range g.order[:g.k] {
		n := Neighbour{i, column[i] + row[i]}
		if g.votes[g.labels[i]] == most && (best.Index < 0 || closer(n, best)) {
			best = n
		}
	}
	return g.labels[best.Index]
}
