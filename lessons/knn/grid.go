package knn

// ClassifyGrid labels every point (xs[i], ys[j]) of a grid by the k nearest of
// points in the plane, exactly as a Classifier would; the class of (i, j) is at
// position j·len(xs)+i. It answers g grid points for n training points in
// O(g·n) simple additions, thanks to two observations:
//
//   - |Δx|ᵖ depends on the column only and |Δy|ᵖ on the row only, so the powers
//     are computed once for each line of the grid, not for each of its points.
//   - The neighbours of a grid point are nearly those of the one before it. With
//     them on the shortlist first, almost every other point fails at once.
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
	sweep := newGridSweep(len(points), min(k, len(points)))
	columns := linePowers(points, 0, p, xs)
	rows := linePowers(points, 1, p, ys)
	classes := make([]int, len(xs)*len(ys))
	for j := range ys {
		for step := range xs {
			i := step
			if j%2 == 1 { // back and forth, so that each point is next to the last
				i = len(xs) - 1 - step
			}
			classes[j*len(xs)+i] = Vote(sweep.nearest(columns[i], rows[j]), labels)
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

// gridSweep finds the neighbours of one grid point after another.
type gridSweep struct {
	best     shortlist
	previous []Neighbour
	seen     []int // seen[n] = turn when point n is on the shortlist already
	turn     int
}

func newGridSweep(n, k int) *gridSweep {
	return &gridSweep{best: newShortlist(k), previous: make([]Neighbour, 0, k), seen: make([]int, n)}
}

// nearest returns the neighbours of the grid point on the given column and row,
// with power sums for distances. The result is valid until the next call.
func (g *gridSweep) nearest(column, row []float64) []Neighbour {
	g.turn++
	g.previous = append(g.previous[:0], g.best.sorted...)
	g.best.reset()
	for _, n := range g.previous {
		g.best.add(Neighbour{Index: n.Index, Distance: column[n.Index] + row[n.Index]})
		g.seen[n.Index] = g.turn
	}
	row = row[:len(column)]
	for n := range column {
		if sum := column[n] + row[n]; sum <= g.best.worst && g.seen[n] != g.turn {
			g.best.add(Neighbour{Index: n, Distance: sum})
		}
	}
	return g.best.sorted
}
