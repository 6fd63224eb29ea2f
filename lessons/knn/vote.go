package knn

// Vote returns the class with the most votes among the neighbours,
// which must be sorted closest first. labels holds the class of every
// training point. A tie goes to the class whose first neighbour is
// closer. Vote returns -1 when there are no neighbours.
func Vote(nearest []Neighbour, labels []int) int {
	if len(nearest) == 0 {
		return -1
	}
	votes := Votes(nearest, labels)
	winner := labels[nearest[0].Index]
	for _, n := range nearest {
		// Only strictly more votes dethrone the class seen first.
		if class := labels[n.Index]; votes[class] > votes[winner] {
			winner = class
		}
	}
	return winner
}

// Votes counts the neighbours of each class; position c is class c.
func Votes(nearest []Neighbour, labels []int) []int {
	var votes []int
	for _, n := range nearest {
		for labels[n.Index] >= len(votes) {
			votes = append(votes, 0)
		}
		votes[labels[n.Index]]++
	}
	return votes
}
