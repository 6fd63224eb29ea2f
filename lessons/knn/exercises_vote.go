package knn

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourVote returns the label that the k nearest examples vote for. Example i
// is distances[i] away and has labels[i]; there is at least one, and they are
// in no particular order. k is at least 1; if it is larger than the number of
// examples, all of them vote.
//
// Of two examples at the same distance the one that comes first is
// closer. Of two labels with the same number of votes the one whose
// first neighbour is closer wins.
func YourVote(distances []float64, labels []string, k int) string {
	return ""
}

// voteOfNearest solves YourVote.
func voteOfNearest(distances []float64, labels []string, k int) string {
	order := make([]int, len(distances))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Compare(distances[i], distances[j])
	})
	nearest := order[:min(k, len(order))]

	votes := map[string]int{}
	for _, i := range nearest {
		votes[labels[i]]++
	}
	winner := labels[nearest[0]]
	for _, i := range nearest {
		if votes[labels[i]] > votes[winner] { // not >=: the first stays
			winner = labels[i]
		}
	}
	return winner
}

// ballot is the arguments of YourVote.
type ballot struct {
	distances []float64
	labels    []string
	k         int
}

// CheckYourVote checks the learner's YourVote.
func CheckYourVote(nb *notebook.Cell) { yourVote().Check(nb) }

func yourVote() exercise.Func[ballot, string] {
	return exercise.Func[ballot, string]{
		Name:     "YourVote",
		Yours:    func(b ballot) string { return YourVote(b.distances, b.labels, b.k) },
		Solution: func(b ballot) string { return voteOfNearest(b.distances, b.labels, b.k) },
		Examples: []ballot{
			{[]float64{3, 1, 2}, []string{"red", "blue", "red"}, 3},
			{[]float64{2, 3, 1}, []string{"green", "red", "blue"}, 1},
			{[]float64{3, 1, 2}, []string{"red", "blue", "red"}, 1},
			{[]float64{3, 3, 1, 5}, []string{"red", "red", "blue", "blue"}, 3},
			{[]float64{3, 3, 1, 5}, []string{"red", "red", "blue", "blue"}, 4},
			{[]float64{1, 2}, []string{"blue", "red"}, 2},
			{[]float64{2, 1}, []string{"blue", "red"}, 2},
			{[]float64{1, 1}, []string{"red", "blue"}, 1},
			{[]float64{2, 1, 3}, []string{"red", "blue", "red"}, 5},
		},
		Random: func(rng *rand.Rand, size int) ballot {
			n := 1 + rng.IntN(size+1)
			b := ballot{wholes(rng, n, 1, size+1), make([]string, n), 1 + rng.IntN(n+1)}
			for i := range b.labels {
				b.labels[i] = []string{"red", "blue", "green"}[rng.IntN(3)]
			}
			return b
		},
		Slips: voteSlips(),
	}
}

// nearestFirst returns the positions of all examples, the closest first.
func (b ballot) nearestFirst() []int {
	order := make([]int, len(b.distances))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(b.distances[i], b.distances[j]) })
	return order
}

// elect lets the first k of an order vote. In a tie, the label that comes
// first among the candidates wins.
func (b ballot) elect(order []int, k int, line []string) string {
	votes := map[string]int{}
	for _, i := range order[:min(k, len(order))] {
		votes[b.labels[i]]++
	}
	return slices.MaxFunc(line, func(x, y string) int { return cmp.Compare(votes[x], votes[y]) })
}

// among returns the labels in the order of examples.
func (b ballot) among(order []int) []string {
	line := make([]string, len(order))
	for at, i := range order {
		line[at] = b.labels[i]
	}
	return line
}

func voteSlips() []exercise.Slip[ballot, string] {
	reversed := func(list []int) []int {
		slices.Reverse(list)
		return list
	}
	return []exercise.Slip[ballot, string]{
		{Says: "That is the label of the closest example alone. Let the k closest vote.",
			Func: func(b ballot) string { return b.labels[b.nearestFirst()[0]] }},
		{Says: "Those are the first k in the list as given. Sort the examples by distance first.",
			Func: func(b ballot) string { return voteOfNearest(make([]float64, len(b.labels)), b.labels, b.k) }},
		{Says: "The k farthest seem to vote. Sort with the smallest distance first.",
			Func: func(b ballot) string {
				far := reversed(b.nearestFirst())
				return b.elect(far, b.k, b.among(far))
			}},
		{Says: "All examples seem to vote. Keep only the first k after sorting.",
			Func: func(b ballot) string { return voteOfNearest(b.distances, b.labels, len(b.labels)) }},
		{
			Says: "In a tie, the label that comes first in the data wins. It should be the one whose first neighbour is " +
				"closer: go through the neighbours, closest first.",
			Func: func(b ballot) string { return b.elect(b.nearestFirst(), b.k, b.labels) },
		},
		{
			Says: "In a tie, a label that only draws level takes over. Only strictly more votes (>, not >=) should dethrone " +
				"the label whose neighbour is closer.",
			Func: func(b ballot) string {
				nearest := b.nearestFirst()[:min(b.k, len(b.labels))]
				return b.elect(nearest, b.k, b.among(reversed(slices.Clone(nearest))))
			},
		},
		{
			Says: "In a tie, the label that comes first in the alphabet wins. " +
				"It should be the one whose first neighbour is closer.",
			Func: func(b ballot) string { return b.elect(b.nearestFirst(), b.k, slices.Sorted(slices.Values(b.labels))) },
		},
		{
			Says: "When two examples are equally far away, the later one is taken. Use slices.SortStableFunc, or compare " +
				"positions when distances are equal.",
			Func: func(b ballot) string {
				order := b.nearestFirst()
				slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(b.distances[i], b.distances[j]), j-i) })
				return b.elect(order, b.k, b.among(order))
			},
		},
		{Says: "There may be fewer than k examples. Take the first min(k, len(distances)).",
			Func: func(b ballot) string {
				_ = b.labels[b.k-1]
				return voteOfNearest(b.distances, b.labels, b.k)
			}},
	}
}

// CheckChoosingK checks the answer to the question of k.
func CheckChoosingK(nb *notebook.Cell) { choosingK().Check(nb) }

func choosingK() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "With k = 1 every training point gets its own label back, as long as no two points coincide.", Right: true,
			Why: "A training point is its own nearest neighbour, at distance 0, and with k = 1 it votes alone."},
		{Text: "So k = 1 is the best choice.",
			Why: "The training points say nothing about new ones: with k = 1 the training error is 0, however bad the answers " +
				"are elsewhere. Choose k with points that do not vote."},
		{Text: "In the cell above, the answers with k = 9 depend less on the luck of the sample than those with k = " +
			"1.", Right: true,
			Why: "With nine voters one unlucky point counts less, so the variance falls: from 11 % to 6 %."},
		{Text: "The larger k, the less the answers depend on the luck of the sample.",
			Why: "Up to a point. When nearly all of the 60 points vote, the answer is the colour that happens to be commoner " +
				"in " +
				"the sample, wherever the query is. That is luck as well: the variance rises again."},
		{Text: "With 60 red and 40 blue training points and k = 100, every query is called red.", Right: true,
			Why: "All points vote, wherever the query is, and there are more red ones. That is bias in its purest form: the " +
				"answer ignores the query."},
		{Text: "Where the answers of all samples agree, they are right.",
			Why: "Agreement means that the variance is 0. They may all make the same mistake: that is bias, and more samples " +
				"of this size do not cure it."},
	}}
}
