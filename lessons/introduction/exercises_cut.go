package introduction

import (
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourCut learns: it returns that of the cuts, in cm, with the fewest mistakes on
// the flowers, the first of them if several have equally few. There is at least
// one cut. Mistakes(flowers, cut) counts those of one.
func YourCut(flowers []Example, cuts []float64) float64 {
	return cuts[0]
}

// fewestMistakes solves YourCut.
func fewestMistakes(flowers []Example, cuts []float64) float64 {
	best := cuts[0]
	for _, cut := range cuts {
		if Mistakes(flowers, cut) < Mistakes(flowers, best) {
			best = cut
		}
	}
	return best
}

// search are the arguments of YourCut.
type search struct {
	flowers []Example
	cuts    []float64
}

// CheckYourCut checks the learner's YourCut.
func CheckYourCut(nb *notebook.Cell) { yourCut().Check(nb) }

func yourCut() exercise.Func[search, float64] {
	flower := func(length float64, virginica bool) Example { return Example{Length: length, Virginica: virginica} }
	few := []Example{flower(4, false), flower(4.5, false), flower(5, true), flower(5.5, false), flower(6, true)}
	return exercise.Func[search, float64]{
		Name:     "YourCut",
		Yours:    func(s search) float64 { return YourCut(s.flowers, s.cuts) },
		Solution: func(s search) float64 { return fewestMistakes(s.flowers, s.cuts) },
		Examples: []search{
			{few, []float64{3.95, 4.75, 6.05}},
			{few, []float64{6.05, 5.75, 4.75}}, // a tie
			{few, []float64{5.25}},
			{nil, []float64{4, 5}},
		},
		Random: func(rng *rand.Rand, size int) search {
			var s search
			for range rng.IntN(size + 1) {
				s.flowers = append(s.flowers, flower(tenths(rng, 30, 69), rng.IntN(2) == 1))
			}
			for range 1 + rng.IntN(size) {
				s.cuts = append(s.cuts, tenths(rng, 30, 69)+beyond)
			}
			return s
		},
		Slips: []exercise.Slip[search, float64]{
			{
				Says: "That is the last of the cuts with the fewest mistakes. The first one counts: change the cut only if " +
					"another " +
					"has fewer mistakes, with <, not <=.",
				Func: func(s search) float64 {
					best := s.cuts[0]
					for _, cut := range s.cuts {
						if Mistakes(s.flowers, cut) <= Mistakes(s.flowers, best) {
							best = cut
						}
					}
					return best
				},
			},
			{
				Says: "That is the cut with the most mistakes.",
				Func: func(s search) float64 {
					worst := s.cuts[0]
					for _, cut := range s.cuts {
						if Mistakes(s.flowers, cut) > Mistakes(s.flowers, worst) {
							worst = cut
						}
					}
					return worst
				},
			},
			{
				Says: "That is the number of mistakes. Return the cut that makes them.",
				Func: func(s search) float64 { return float64(Mistakes(s.flowers, fewestMistakes(s.flowers, s.cuts))) },
			},
		},
	}
}

// CheckWhomToBelieve checks which number tells how a rule will do.
func CheckWhomToBelieve(nb *notebook.Cell) { whomToBelieve().Check(nb) }

func whomToBelieve() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "It names all 60 flowers right that it learnt from.",
			Why: "A rule is made to suit the flowers that it learns from. How it does on them says little about others."},
		{Text: "It names 54 of 60 flowers right that it has not seen.", Right: true,
			Why: "These flowers had no part in the choice of the rule, so they stand for all that are still to come."},
		{Text: "Of ten rules, it was the one with the fewest mistakes on the 60 flowers of the test set.",
			Why: "Choosing among ten rules by the test set is learning from it: the winner was lucky, too. Such a choice " +
				"needs a " +
				"third set of flowers for an honest number."},
		{Text: "It names 54 of 60 flowers right, the 30 that it learnt from among them.",
			Why: "Half of these flowers were seen. The number mixes a result that is too good with an honest one."},
	}}
}
