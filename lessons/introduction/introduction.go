// Package introduction is the course's first lesson: learning a rule from
// examples, for a label and for a quantity, and testing it honestly.
package introduction

import (
	"errors"
	"math"
	"slices"
)

// ErrEmpty is returned when there is nothing to learn from.
var ErrEmpty = errors.New("introduction: no examples")

// Example is one flower: what we measure and what we want to know.
type Example struct {
	Length    float64 // of the petal, in cm
	Width     float64 // of the petal, in cm
	Virginica bool    // the species: Iris virginica, or else Iris versicolor
}

// Guess names the species by one cut: longer petals mean virginica.
func Guess(length, cut float64) bool { return length > cut }

// Mistakes counts the examples whose species the cut gets wrong.
func Mistakes(examples []Example, cut float64) int {
	wrong := 0
	for _, e := range examples {
		if Guess(e.Length, cut) != e.Virginica {
			wrong++
		}
	}
	return wrong
}

// BestCut tries every cut that can make a difference, half-way between two
// neighbouring lengths and outside all of them, and returns the first with
// the fewest mistakes. It takes O(n²) time for n examples.
func BestCut(examples []Example) (cut float64, mistakes int, err error) {
	if len(examples) == 0 {
		return 0, 0, ErrEmpty
	}
	mistakes = len(examples) + 1
	for _, c := range Cuts(examples) {
		if wrong := Mistakes(examples, c); wrong < mistakes {
			cut, mistakes = c, wrong
		}
	}
	return cut, mistakes, nil
}

// beyond is how far outside all lengths the first and the last cut are, in cm:
// half of what the lengths are rounded to.
const beyond = 0.05

// Cuts returns the cuts worth trying, in rising order.
func Cuts(examples []Example) []float64 {
	var lengths []float64
	for _, e := range examples {
		lengths = append(lengths, e.Length)
	}
	slices.Sort(lengths)
	lengths = slices.Compact(lengths)
	if len(lengths) == 0 {
		return nil
	}
	cuts := []float64{lengths[0] - beyond}
	for i, next := range lengths[1:] {
		cuts = append(cuts, (lengths[i]+next)/2)
	}
	return append(cuts, lengths[len(lengths)-1]+beyond)
}

// LearnAndTest deals the examples into n for training and the rest for
// testing, learns a cut from the first and counts mistakes on both. It does
// so with the seeds 0 to deals-1 and returns the mean share of mistakes on
// each side, from 0 to 1. A side without examples gives ErrEmpty.
func LearnAndTest(
	examples []Example, n, deals int,
) (training, test float64, err error) {
	if n < 1 || n >= len(examples) || deals < 1 {
		return 0, 0, ErrEmpty
	}
	for seed := range uint64(deals) {
		seen, hidden := Deal(examples, n, seed)
		cut, wrong, err := BestCut(seen)
		if err != nil {
			return 0, 0, err
		}
		training += float64(wrong) / float64(len(seen))
		test += float64(Mistakes(hidden, cut)) / float64(len(hidden))
	}
	return training / float64(deals), test / float64(deals), nil
}

// MeanWidth predicts a petal's width from its length: the mean width of the
// examples whose length differs by at most reach. It also returns how many
// there are. If there are none it returns ErrEmpty.
func MeanWidth(
	examples []Example, length, reach float64,
) (width float64, n int, err error) {
	const slack = 1e-9 // 4.6−4.5 is a little more than 0.1 in binary
	sum := 0.0
	for _, e := range examples {
		if math.Abs(e.Length-length) <= reach+slack {
			sum += e.Width
			n++
		}
	}
	if n == 0 {
		return 0, 0, ErrEmpty
	}
	return sum / float64(n), n, nil
}
