package knn

// ErrorsByK returns, for every k from 1 to kmax, the share of queries whose k
// nearest neighbours vote for a class other than the true one; position k−1 is
// k. The neighbours are searched once for each query, because the k nearest are
// the first k of the kmax nearest. It panics unless there is a label for each
// point of the search and a truth for each query.
func ErrorsByK(search Searcher, labels []int, queries [][]float64, truth []int, kmax int) []float64 {
	wrong := make([]float64, max(0, kmax))
	t := newTally()
	for i, q := range queries {
		t.reset()
		nearest := search.Nearest(q, kmax)
		for k := range wrong {
			if k < len(nearest) { // beyond n neighbours there is nobody left to ask
				t.add(labels[nearest[k].Index])
			}
			if t.winner != truth[i] {
				wrong[k]++
			}
		}
	}
	for k := range wrong {
		wrong[k] /= float64(max(1, len(queries)))
	}
	return wrong
}

// tally counts votes one at a time and always knows what Vote would return.
type tally struct {
	votes  []int
	first  []int // when each class was first seen
	total  int
	winner int
}

func newTally() *tally { return &tally{winner: -1} }

// reset forgets all votes.
func (t *tally) reset() {
	clear(t.votes)
	t.total, t.winner = 0, -1
}

// add counts one more vote, for the neighbour next in distance.
func (t *tally) add(class int) {
	for class >= len(t.votes) {
		t.votes = append(t.votes, 0)
		t.first = append(t.first, 0)
	}
	if t.votes[class] == 0 {
		t.first[class] = t.total
	}
	t.total++
	t.votes[class]++
	switch {
	case t.winner < 0 || t.votes[class] > t.votes[t.winner]:
		t.winner = class
	case t.votes[class] == t.votes[t.winner] && t.first[class] < t.first[t.winner]:
		t.winner = class
	}
}
