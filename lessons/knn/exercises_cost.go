package knn

import (
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourHamming returns the Hamming distance of two words of the same length: at how
// many positions their bytes differ.
func YourHamming(a, b string) int {
	return 0
}

// hammingOfWords solves YourHamming.
func hammingOfWords(a, b string) int {
	count := 0
	for i := range len(a) {
		if a[i] != b[i] {
			count++
		}
	}
	return count
}

// words are the arguments of YourHamming.
type words struct{ a, b string }

// CheckYourHamming checks the learner's YourHamming.
func CheckYourHamming(nb *notebook.Cell) { yourHamming().Check(nb) }

func yourHamming() exercise.Func[words, int] {
	return exercise.Func[words, int]{
		Name:     "YourHamming",
		Yours:    func(w words) int { return YourHamming(w.a, w.b) },
		Solution: func(w words) int { return hammingOfWords(w.a, w.b) },
		Examples: []words{{"karolin", "kathrin"}, {"1011101", "1001001"}, {"tree", "tree"}, {"ab", "ba"}, {"", ""}},
		Random: func(rng *rand.Rand, size int) words {
			letters := func(n int) string {
				word := make([]byte, n)
				for i := range word {
					word[i] = "acgt"[rng.IntN(4)]
				}
				return string(word)
			}
			n := rng.IntN(size + 1)
			return words{letters(n), letters(n)}
		},
		Slips: []exercise.Slip[words, int]{
			{Says: "Those are the positions where the words agree. Count those where they differ, with !=.",
				Func: func(w words) int { return len(w.a) - hammingOfWords(w.a, w.b) }},
			{
				Says: "That only says whether the words differ at all. Count every position where they do.",
				Func: func(w words) int { return min(1, hammingOfWords(w.a, w.b)) },
			},
			{
				Says: "The first position is left out: positions count from 0.",
				Func: func(w words) int {
					if w.a == "" {
						return 0
					}
					return hammingOfWords(w.a[1:], w.b[1:])
				},
			},
		},
	}
}

// CheckByHand checks a vote counted by hand.
func CheckByHand(nb *notebook.Cell) { byHand().Check(nb) }

func byHand() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "k = 1: blue", Right: true,
			Why: "The distances are 3, 3, 1 and 5 in the order of the table. The one at distance 1 is blue."},
		{Text: "k = 3: blue",
			Why: "The three nearest are the blue one at distance 1 and both red ones at distance 3: red wins by 2 to 1."},
		{Text: "k = 3: red", Right: true,
			Why: "The three nearest are at distances 1, 3 and 3: one blue, two red."},
		{Text: "k = 4: red",
			Why: "All four vote, 2 to 2. In a tie the class whose first neighbour is closer wins, and the closest of all is " +
				"blue."},
		{Text: "k = 4: blue", Right: true,
			Why: "The vote is 2 to 2, and the closest neighbour of all is blue, so the tie goes to blue."},
	}}
}

// CheckSearchCosts checks what the searches cost.
func CheckSearchCosts(nb *notebook.Cell) { searchCosts().Check(nb) }

func searchCosts() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "The full sort, the heap and the columns measure all n distances for every question.", Right: true,
			Why: "All three are brute force. They differ in what they do with the distances, not in how many there are."},
		{Text: "The heap saves distances, because it keeps only k of them.",
			Why: "It saves memory and most of the sorting. To know whether a point is among the k best, its distance must be " +
				"measured."},
		{Text: "With two features and many points, the k-d tree measures far fewer than n distances.", Right: true,
			Why: "It goes down to one box and looks into a few more: for 1024 points some twenty distances."},
		{Text: "With ten features the k-d tree gains as much as with two.",
			Why: "In ten dimensions nearly every box is near enough to be opened. The tree measures most of the distances."},
		{Text: "The faster searches give slightly different neighbours.",
			Why: "All of them find exactly the same neighbours in the same order, ties included. Our tests compare them."},
	}}
}
