package entropy

import (
	"math"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourGain returns the information gain, in bits, of a split:
// parts[i][c] says how many members of class c fell into part i. All
// parts list the same classes. A part may be empty.
func YourGain(parts [][]int) float64 {
	return 0
}

// gainOfSplit solves YourGain.
func gainOfSplit(parts [][]int) float64 {
	size := func(counts []int) float64 {
		total := 0
		for _, n := range counts {
			total += n
		}
		return float64(total)
	}
	bits := func(counts []int) float64 {
		h := 0.0
		for _, n := range counts {
			if n > 0 {
				p := float64(n) / size(counts)
				h -= p * math.Log2(p)
			}
		}
		return h
	}

	everybody := make([]int, len(parts[0]))
	for _, counts := range parts {
		for class, n := range counts {
			everybody[class] += n
		}
	}
	gain := bits(everybody)
	for _, counts := range parts {
		gain -= size(counts) / size(everybody) * bits(counts)
	}
	return gain
}

// CheckYourGain checks the learner's YourGain.
func CheckYourGain(nb *notebook.Cell) { yourGain().Check(nb) }

func yourGain() exercise.Func[[][]int, float64] {
	return exercise.Func[[][]int, float64]{
		Name: "YourGain", Yours: YourGain, Solution: gainOfSplit, Size: 6,
		Examples: [][][]int{
			{{1, 3}, {3, 1}},
			{{1, 2}, {3, 2}},
			{{4, 0}, {0, 4}},
			{{3, 0}, {2, 1}},
			{{2, 1, 1}, {1, 1, 2}, {0, 3, 0}},
			{{3, 1}, {0, 0}},
		},
		Random: exercise.RandomParts,
		Slips:  gainSlips(),
	}
}

func gainSlips() []exercise.Slip[[][]int, float64] {
	whole := func(parts [][]int) float64 { // the entropy of everybody
		singles := make([][]int, 0, len(parts[0])) // one part for each class leaves nothing
		for class := range parts[0] {
			part := make([]int, len(parts[0]))
			for _, counts := range parts {
				part[class] += counts[class]
			}
			singles = append(singles, part)
		}
		return gainOfSplit(singles)
	}
	alone := func(counts []int) float64 { return whole([][]int{counts}) }
	sumOfParts := func(parts [][]int) float64 {
		sum := 0.0
		for _, counts := range parts {
			sum += alone(counts)
		}
		return sum
	}
	return []exercise.Slip[[][]int, float64]{
		{
			Says: "That is what remains after the split. The gain is what the split has taken away: " +
				"the entropy of everybody minus that.",
			Func: func(parts [][]int) float64 { return whole(parts) - gainOfSplit(parts) },
		},
		{
			Says: "The parts' entropies seem to be added without weights. " +
				"Multiply each by the share of the members that are in its part.",
			Func: func(parts [][]int) float64 { return whole(parts) - sumOfParts(parts) },
		},
		{Says: "This is in nats: math.Log is the natural logarithm. For bits take math.Log2.",
			Func: func(parts [][]int) float64 { return gainOfSplit(parts) * math.Ln2 }},
		{
			Says: "The plain mean lets a part of one count as much as a part of a thousand. " +
				"Weight each part by its share of all members.",
			Func: func(parts [][]int) float64 { return whole(parts) - sumOfParts(parts)/float64(len(parts)) },
		},
		{Says: "A class that a part does not have gives 0 · log₂ 0, which is not a number in Go. Skip counts of 0.",
			Func: func(parts [][]int) float64 {
				if slices.ContainsFunc(parts, func(counts []int) bool { return slices.Contains(counts, 0) }) {
					return math.NaN()
				}
				return gainOfSplit(parts)
			}},
		{
			Says: "Before the split there is 1 bit only when two classes are equally common. Add the parts up, class by " +
				"class, and take the entropy of that.",
			Func: func(parts [][]int) float64 { return 1 - whole(parts) + gainOfSplit(parts) },
		},
		{Says: "In an empty part the shares are 0/0, which is not a number. Skip such a part: there is nobody in it.",
			Func: func(parts [][]int) float64 {
				if slices.ContainsFunc(parts, func(counts []int) bool { return slices.Max(counts) == 0 }) {
					return math.NaN()
				}
				return gainOfSplit(parts)
			}},
	}
}

// CheckPerfectSplit checks the answer to the question of the perfect split.
func CheckPerfectSplit(nb *notebook.Cell) { perfectSplit().Check(nb) }

func perfectSplit() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Splitting the eight people by Name gains the whole bit.", Right: true,
			Why: "By name everybody is a group of one. A group of one has entropy 0, so nothing remains and the gain is 1 bit."},
		{Text: "A split with the largest gain is the best question for a new person.",
			Why: "A new person has a new name. The split by Name has the largest gain of all and says nothing about them."},
		{Text: "Here the gain ratio ranks Temperature above Name.",
			Why: "The gain ratio divides the 1 bit of Name by the 3 bits it takes to say which of eight names it was. That " +
				"leaves 0.333, still more than Temperature's 0.189."},
		{Text: "Trying a split on people who were not used to choose it shows whether it is worth anything.", Right: true,
			Why: "That is the sure test: on new people the split by Name is worth nothing, and it shows."},
		{Text: "A feature with a gain of 0 can be left out without loss.",
			Why: "A feature may say nothing on its own and everything together with another: if people stay at home when " +
				"exactly one of two things is true, each on its own gains 0."},
	}}
}
