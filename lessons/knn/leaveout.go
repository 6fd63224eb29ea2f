package knn

// LeaveOneOut predicts the class of every point from all the others: n little
// experiments, each with n−1 training points and one test point. Euclidean
// distance. A single point gets -1, because there are no others.
func LeaveOneOut(points [][]float64, labels []int, k int) ([]int, error) {
	search, err := NewKDTree(points, EuclideanP)
	if err != nil {
		return nil, err
	}
	if err := checkLabels(labels, len(points)); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, ErrK
	}
	predicted := make([]int, len(points))
	for i, x := range points {
		// Ask for one more, because the point itself is among the nearest.
		predicted[i] = Vote(without(search.Nearest(x, k+1), i, k), labels)
	}
	return predicted, nil
}

// without removes point i from the neighbours and keeps at most k of the rest.
func without(nearest []Neighbour, i, k int) []Neighbour {
	kept := nearest[:0]
	for _, n := range nearest {
		if n.Index != i && len(kept) < k {
			kept = append(kept, n)
		}
	}
	return kept
}
