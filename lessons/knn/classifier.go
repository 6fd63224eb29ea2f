package knn

// Classifier labels points by the vote of their k nearest neighbours.
type Classifier struct {
	search Searcher
	labels []int
	k      int
}

// NewClassifier joins a search over training points with their labels (classes
// 0, 1, 2, …; one for each point, in the same order) and the number k of
// neighbours asked. k above the number of points asks all of them.
func NewClassifier(search Searcher, labels []int, k int) (*Classifier, error) {
	if err := checkLabels(labels, size(search, len(labels))); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, ErrK
	}
	return &Classifier{search: search, labels: labels, k: k}, nil
}

// size returns the number of points that a search is over, or unknown if it does
// not say.
func size(s Searcher, unknown int) int {
	if sized, ok := s.(interface{ Len() int }); ok {
		return sized.Len()
	}
	return unknown
}

// Predict returns the class of the query q.
func (c *Classifier) Predict(q []float64) int {
	return Vote(c.search.Nearest(q, c.k), c.labels)
}

// PredictAll returns the class of every query.
func (c *Classifier) PredictAll(queries [][]float64) []int {
	classes := make([]int, len(queries))
	for i, q := range queries {
		classes[i] = c.Predict(q)
	}
	return classes
}

// Accuracy returns the share of positions at which got equals want, between 0
// and 1, and 0 when there are none.
func Accuracy(got, want []int) float64 {
	right := 0
	for i := range want {
		if got[i] == want[i] {
			right++
		}
	}
	return float64(right) / float64(max(1, len(want)))
}

// Confusion returns the confusion matrix: element [t][p] counts the points of
// true class t that were predicted as class p. Both slices hold classes 0 to
// classes-1.
func Confusion(truth, predicted []int, classes int) [][]int {
	table := make([][]int, classes)
	for t := range table {
		table[t] = make([]int, classes)
	}
	for i, t := range truth {
		table[t][predicted[i]]++
	}
	return table
}
