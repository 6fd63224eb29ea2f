package gini

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourWeighted returns the Gini impurity that a split leaves:
// parts[i][c] says how many members of class c fell into part i. A part
// may be empty.
func YourWeighted(parts [][]int) float64 {
	return 0
}

// weightedGini solves YourWeighted.
func weightedGini(parts [][]int) float64 {
	all, sum := 0.0, 0.0
	for _, counts := range parts {
		size, squares := 0.0, 0.0
		for _, n := range counts {
			size += float64(n)
			squares += float64(n) * float64(n)
		}
		if size > 0 {
			all += size
			sum += size * (1 - squares/(size*size))
		}
	}
	return sum / all
}

// CheckYourWeighted checks the learner's YourWeighted.
func CheckYourWeighted(nb *notebook.Cell) { yourWeighted().Check(nb) }

func yourWeighted() exercise.Func[[][]int, float64] {
	overParts := func(parts [][]int, term func(counts []int) float64) float64 {
		sum := 0.0
		for _, counts := range parts {
			sum += term(counts)
		}
		return sum
	}
	together := func(parts [][]int) []int {
		all := make([]int, len(parts[0]))
		for _, counts := range parts {
			for c, n := range counts {
				all[c] += n
			}
		}
		return all
	}
	return exercise.Func[[][]int, float64]{
		Name: "YourWeighted", Yours: YourWeighted, Solution: weightedGini, Size: 6,
		Examples: [][][]int{
			{{1, 2}, {3, 2}},
			{{1, 3}, {3, 1}},
			{{4, 0}, {0, 4}},
			{{2, 1, 1}, {1, 1, 2}, {0, 3, 0}},
			{{3, 1}, {0, 0}},
		},
		Random: exercise.RandomParts,
		Slips: []exercise.Slip[[][]int, float64]{
			{
				Says: "The plain mean lets a part of one count as much as a part of a thousand. " +
					"Weight each part by its share of all members.",
				Func: func(parts [][]int) float64 { return overParts(parts, giniOfCounts) / float64(len(parts)) },
			},
			{Says: "The impurities are added without weights. Multiply each by its part's share of all members first.",
				Func: func(parts [][]int) float64 { return overParts(parts, giniOfCounts) }},
			{Says: "That is the impurity of everybody together, before the split. Work out each part on its own.",
				Func: func(parts [][]int) float64 { return giniOfCounts(together(parts)) }},
			{Says: "That is what the split gains. The task asks for what it leaves.",
				Func: func(parts [][]int) float64 { return giniOfCounts(together(parts)) - weightedGini(parts) }},
			{
				Says: "Each impurity is multiplied by the size of its part. The weights are shares: " +
					"divide by the number of all members at the end.",
				Func: func(parts [][]int) float64 { return weightedGini(parts) * float64(groupSize(together(parts))) },
			},
			{Says: "In an empty part the shares are 0/0, which is not a number. Skip such a part: there is nobody in it.",
				Func: func(parts [][]int) float64 {
					return overParts(parts, func(counts []int) float64 {
						if groupSize(counts) == 0 {
							return math.NaN()
						}
						return giniOfCounts(counts) * float64(groupSize(counts)) / float64(groupSize(together(parts)))
					})
				}},
		},
	}
}

// YourThreshold returns the threshold, in °F, that leaves the least weighted
// Gini impurity: people up to it go to one side, all others to the other.
// Person i has temperatures[i], and stays[i] says whether they stay at home.
// At least two temperatures differ, and they are in no particular order.
func YourThreshold(temperatures []float64, stays []bool) float64 {
	return 0
}

// bestThreshold solves YourThreshold.
func bestThreshold(temperatures []float64, stays []bool) float64 {
	sorted := slices.Sorted(slices.Values(temperatures)) // a copy
	best, least := 0.0, math.Inf(1)
	for i := 1; i < len(sorted); i++ {
		if sorted[i] == sorted[i-1] {
			continue // nothing lies between equals
		}
		threshold := (sorted[i-1] + sorted[i]) / 2
		var under, over [2]float64 // out, home
		for p, t := range temperatures {
			class := 0
			if stays[p] {
				class = 1
			}
			if t <= threshold {
				under[class]++
			} else {
				over[class]++
			}
		}
		// A side of n weighs n and has 2·(a/n)·(b/n).
		left := 2*under[0]*under[1]/(under[0]+under[1]) +
			2*over[0]*over[1]/(over[0]+over[1])
		if left < least {
			best, least = threshold, left
		}
	}
	return best
}

// sample is the arguments of YourThreshold.
type sample struct {
	temperatures []float64
	stays        []bool
}

// CheckYourThreshold checks the learner's YourThreshold.
func CheckYourThreshold(nb *notebook.Cell) { yourThreshold().Check(nb) }

func yourThreshold() exercise.Func[sample, float64] {
	return exercise.Func[sample, float64]{
		Name:     "YourThreshold",
		Yours:    func(s sample) float64 { return YourThreshold(s.temperatures, s.stays) },
		Solution: func(s sample) float64 { return bestThreshold(s.temperatures, s.stays) },
		Examples: []sample{
			{[]float64{98, 102}, []bool{false, true}},
			{[]float64{98, 99, 100, 101}, []bool{false, true, true, true}},
			{[]float64{102, 98, 101, 99}, []bool{true, false, false, false}},
			{[]float64{97, 98, 99, 100, 101, 102, 103, 104}, []bool{false, false, false, false, true, false, false, true}},
			{[]float64{98, 105, 98, 98, 101, 101, 99.5, 102}, []bool{false, true, true, false, true, false, false, true}},
		},
		Random: func(rng *rand.Rand, size int) sample {
			s := sample{make([]float64, 2+size), make([]bool, 2+size)}
			for i := range s.temperatures {
				s.temperatures[i] = float64(97 + rng.IntN(2+size))
				s.stays[i] = rng.IntN(2) == 0
			}
			s.temperatures[0] = slices.Min(s.temperatures[1:]) + 1 // at least two differ
			return s
		},
		Judge: judgeThreshold,
		Slips: thresholdSlips(),
	}
}

// judgeThreshold accepts every threshold that splits people as well as
// possible.
func judgeThreshold(s sample, got float64) string {
	under, over := s.cut(got)
	if groupSize(under) == 0 || groupSize(over) == 0 {
		return "Then everybody is on one side and nothing is split."
	}
	best := bestThreshold(s.temperatures, s.stays)
	yours, least := weightedGini(s.parts(got)), weightedGini(s.parts(best))
	if yours <= least+1e-9 {
		return ""
	}
	return fmt.Sprintf("That leaves an impurity of %.4g; %g leaves only %.4g.", yours, best, least)
}

// cut counts the people who go out and who stay, under a threshold and over
// it.
func (s sample) cut(threshold float64) (under, over []int) {
	under, over = make([]int, 2), make([]int, 2)
	for i, t := range s.temperatures {
		side, class := over, 0
		if t <= threshold {
			side = under
		}
		if s.stays[i] {
			class = 1
		}
		side[class]++
	}
	return under, over
}

func (s sample) parts(threshold float64) [][]int {
	under, over := s.cut(threshold)
	return [][]int{under, over}
}

// least returns the threshold with the lowest score, the first among equals,
// half-way between neighbours in a list.
func (s sample) least(list []float64, score func(under, over []int) float64) float64 {
	best, lowest := 0.0, math.Inf(1)
	for i := 1; i < len(list); i++ {
		threshold := (list[i-1] + list[i]) / 2
		if got := score(s.cut(threshold)); list[i-1] != list[i] && got < lowest {
			best, lowest = threshold, got
		}
	}
	return best
}

func thresholdSlips() []exercise.Slip[sample, float64] {
	weighted := func(under, over []int) float64 { return weightedGini([][]int{under, over}) }
	sorted := func(s sample) []float64 { return slices.Sorted(slices.Values(s.temperatures)) }
	return []exercise.Slip[sample, float64]{
		{
			Says: "A reading equal to the threshold counts as under it, so such a threshold takes that reading along: choose " +
				"one " +
				"between it and the next lower reading.",
			Func: func(s sample) float64 {
				best := bestThreshold(s.temperatures, s.stays)
				return slices.MinFunc(s.temperatures, func(a, b float64) int { return cmp.Compare(above(a, best), above(b, best)) })
			},
		},
		{Says: "That is the threshold with the most impurity. A low impurity is good.",
			Func: func(s sample) float64 {
				return s.least(sorted(s), func(under, over []int) float64 { return -weighted(under, over) })
			}},
		{Says: "It looks as if neighbours in the list were taken for neighbours in temperature. Sort a copy first.",
			Func: func(s sample) float64 { return s.least(s.temperatures, weighted) }},
		{
			Says: "The plain mean of the two impurities lets a side of one count as much as a side of seven. " +
				"Weight each side by its size.",
			Func: func(s sample) float64 {
				return s.least(sorted(s), func(under, over []int) float64 { return giniOfCounts(under) + giniOfCounts(over) })
			},
		},
		{
			Says: "That counts how many are wrong when each side answers with its majority. Gini asks how often two from one " +
				"side differ: 1 minus the sum of the squared shares.",
			Func: func(s sample) float64 {
				return s.least(sorted(s), func(under, over []int) float64 { return float64(slices.Min(under) + slices.Min(over)) })
			},
		},
	}
}

// above returns t, or infinity when t does not lie above the threshold.
func above(t, threshold float64) float64 {
	if t > threshold {
		return t
	}
	return math.Inf(1)
}
