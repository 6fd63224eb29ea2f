package gini

import (
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourGini returns the Gini impurity of a group with the given number of
// members of each class. An empty group is pure.
func YourGini(counts []int) float64 {
	return 0
}

// giniOfCounts solves YourGini.
func giniOfCounts(counts []int) float64 {
	total := 0
	for _, n := range counts {
		total += n
	}
	if total == 0 {
		return 0
	}
	impurity := 1.0
	for _, n := range counts {
		p := float64(n) / float64(total)
		impurity -= p * p
	}
	return impurity
}

// CheckYourGini checks the learner's YourGini.
func CheckYourGini(nb *notebook.Cell) { yourGini().Check(nb) }

func yourGini() exercise.Func[[]int, float64] {
	return exercise.Func[[]int, float64]{
		Name: "YourGini", Yours: YourGini, Solution: giniOfCounts,
		Examples: [][]int{{4, 4}, {8, 0}, {3, 3, 2}, {1}, {0, 0}, {}},
		Random: func(rng *rand.Rand, size int) []int {
			counts := make([]int, 1+rng.IntN(4))
			for i := range counts {
				counts[i] = rng.IntN(size + 1)
			}
			return counts
		},
		Slips: []exercise.Slip[[]int, float64]{
			{
				Says: "That is the sum of the squared shares: the chance that two draws are alike. The impurity is 1 minus that.",
				Func: func(counts []int) float64 {
					if total := groupSize(counts); total > 0 {
						return 1 - giniOfCounts(counts)
					}
					return 0
				},
			},
			{
				Says: "This looks like an integer division, which drops the fraction: " +
					"convert the counts to float64 before dividing.",
				Func: func(counts []int) float64 {
					impurity := 1.0
					for _, n := range counts {
						if total := groupSize(counts); total > 0 {
							impurity -= float64(n / total * (n / total))
						}
					}
					return impurity
				},
			},
			{Says: "The formula 2·p₁·p₂ holds for two classes only. With more, " +
				"take 1 minus the sum of all squared shares.",
				Func: func(counts []int) float64 {
					if total := float64(groupSize(counts)); total > 0 && len(counts) > 1 {
						return 2 * float64(counts[0]) / total * float64(counts[1]) / total
					}
					return 0
				}},
			{Says: "In an empty group the shares are 0/0, which is not a number. Return 0 before dividing.",
				Func: func(counts []int) float64 {
					total, impurity := float64(groupSize(counts)), 1.0
					for _, n := range counts {
						impurity -= float64(n) / total * float64(n) / total
					}
					return impurity
				}},
		},
	}
}

// groupSize has a name that no learner's own function is likely to replace.
func groupSize(counts []int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// CheckThreeClasses checks the answer to the question of three classes.
func CheckThreeClasses(nb *notebook.Cell) { threeClasses().Check(nb) }

func threeClasses() exercise.Number {
	return exercise.Number{
		Label: "Gini impurity of 3 red, 3 blue, 2 green", Want: giniOfCounts([]int{3, 3, 2}), Tolerance: 0.001,
		Slips: []exercise.NumberSlip{
			{
				Says:  "That is the chance that two draws are alike. The impurity is 1 minus that.",
				Value: 1 - giniOfCounts([]int{3, 3, 2}),
			},
			{
				Says:  "That is the largest impurity three classes can have; here there are fewer green ones.",
				Value: giniOfCounts([]int{1, 1, 1}),
			},
			{
				Says:  "That is without putting the first one back. Gini puts it back: divide by 8 both times.",
				Value: giniOfCounts([]int{3, 3, 2}) * 8 / 7,
			},
		},
	}
}
