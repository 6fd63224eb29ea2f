package introduction

import (
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckEnoughFlowers checks the answer to the question of how many flowers
// are enough.
func CheckEnoughFlowers(nb *notebook.Cell) { enoughFlowers().Check(nb) }

func enoughFlowers() exercise.Number {
	shares := AllDeals(Flowers())
	test := firstBelow(0.1, shares, func(s Shares) float64 { return s.Test })
	training := firstBelow(0.1, shares, func(s Shares) float64 { return s.Training })
	return exercise.Number{
		Label: "fewest flowers to learn from", Want: float64(test),
		Slips: []exercise.NumberSlip{
			{
				Says: "That is where fewer than one in ten are wrong in the training set. Look at the test set: " +
					"the flowers the rule has not seen.",
				Value: float64(training),
			},
			{Says: "Nearly, but in the test set slightly more than one in ten are still wrong.", Value: float64(test - 1)},
			{
				Says: "With 10 flowers, where the slider starts, more than one in ten are wrong in the test set. " +
					"Move it up one step at a time.",
				Value: 10,
			},
			{
				Says: "That many is enough, but so are far fewer. " +
					"Move the slider down until one in ten are wrong in the test set.",
				Value: 90,
			},
		},
	}
}

// firstBelow returns the least number of flowers, from 2, with a share of
// mistakes below the limit, or 0 if there is none.
func firstBelow(limit float64, shares []Shares, side func(Shares) float64) int {
	for n := 2; n <= 90; n++ {
		if side(shares[n]) < limit {
			return n
		}
	}
	return 0
}

// YourMean returns the mean of the widths, in cm. The mean of no widths is 0.
func YourMean(widths []float64) float64 {
	return 0
}

// meanOf solves YourMean.
func meanOf(widths []float64) float64 {
	if len(widths) == 0 {
		return 0
	}
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	return sum / float64(len(widths))
}

// CheckYourMean checks the learner's YourMean.
func CheckYourMean(nb *notebook.Cell) { yourMean().Check(nb) }

func yourMean() exercise.Func[[]float64, float64] {
	return exercise.Func[[]float64, float64]{
		Name: "YourMean", Yours: YourMean, Solution: meanOf,
		Examples: [][]float64{{1.3, 1.4, 1.8}, {1.5}, {1, 2, 2, 2}, {}},
		Random: func(rng *rand.Rand, size int) []float64 {
			widths := make([]float64, rng.IntN(size+1))
			for i := range widths {
				widths[i] = tenths(rng, 10, 25)
			}
			return widths
		},
		Slips: []exercise.Slip[[]float64, float64]{
			{Says: "That is the sum. Divide it by how many there are: float64(len(widths)).",
				Func: func(widths []float64) float64 { return meanOf(widths) * float64(len(widths)) }},
			{
				Says: "The return is inside the loop, so only the first width is counted. Move it below the loop's closing brace.",
				Func: func(widths []float64) float64 {
					for _, w := range widths {
						return w / float64(len(widths))
					}
					return 0
				},
			},
			{
				Says: "Averaging the mean so far with the next width gives the last width too much weight. Add everything up " +
					"first, then divide once at the end.",
				Func: func(widths []float64) float64 {
					mean := 0.0
					for i, w := range widths {
						if i == 0 {
							mean = w
						} else {
							mean = (mean + w) / 2
						}
					}
					return mean
				},
			},
			{Says: "With no widths, that divides 0 by 0, which is not a number. Return 0 before dividing.",
				Func: func(widths []float64) float64 { return meanOf(widths) / float64(len(widths)) * float64(len(widths)) }},
		},
	}
}

// tenths returns a random number from lo/10 to hi/10.
func tenths(rng *rand.Rand, lo, hi int) float64 {
	return float64(lo+rng.IntN(hi-lo+1)) / 10
}

// CheckLabelOrQuantity checks the choice between classification and
// regression.
func CheckLabelOrQuantity(nb *notebook.Cell) { labelOrQuantity().Check(nb) }

func labelOrQuantity() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Is this e-mail spam or not?", Right: true,
			Why: "Spam or not: the answer is one of two names, so it is a label and this is classification."},
		{Text: "What will this flat cost to rent?",
			Why: "A rent is a quantity: 700 is near 710, and a prediction can be a little off. That is regression."},
		{Text: "Which digit, 0 to 9, is written here?", Right: true,
			Why: "These digits are names of shapes. Mistaking a 1 for a 7 is no worse than mistaking it for a 2, so this is " +
				"classification, though the names look like numbers."},
		{Text: "How many millimetres of rain will fall tomorrow?",
			Why: "Millimetres are measured and can be more or less: a quantity, hence regression."},
		{Text: "Will it rain tomorrow?", Right: true,
			Why: "The answer is yes or no: a label. From the same weather you can predict a quantity or a label. What decides " +
				"is the answer, not the input."},
		{Text: "Which groups do our customers fall into, if nobody has named any?",
			Why: "No example comes with a right answer, so there is no supervision: " +
				"this is neither classification nor regression."},
	}}
}

// YourNearest predicts the width of a petal, in cm, from its length: the width
// of the flower whose length is nearest, the first of them if several are
// equally near. Flower i is lengths[i] long and widths[i] wide; there is at
// least one.
func YourNearest(lengths, widths []float64, length float64) float64 {
	return 0
}

// nearestWidth solves YourNearest.
func nearestWidth(lengths, widths []float64, length float64) float64 {
	nearest := 0
	for i, l := range lengths {
		if math.Abs(l-length) < math.Abs(lengths[nearest]-length) {
			nearest = i
		}
	}
	return widths[nearest]
}

// petals are the arguments of YourNearest.
type petals struct {
	lengths, widths []float64
	length          float64
}

// CheckYourNearest checks the learner's YourNearest.
func CheckYourNearest(nb *notebook.Cell) { yourNearest().Check(nb) }

func yourNearest() exercise.Func[petals, float64] {
	return exercise.Func[petals, float64]{
		Name:     "YourNearest",
		Yours:    func(p petals) float64 { return YourNearest(p.lengths, p.widths, p.length) },
		Solution: func(p petals) float64 { return nearestWidth(p.lengths, p.widths, p.length) },
		Examples: []petals{
			{[]float64{4, 5.5}, []float64{1.3, 1.8}, 4.5},
			{[]float64{5.5, 4}, []float64{1.8, 1.3}, 6},
			{[]float64{4, 5.5}, []float64{1.3, 1.8}, 6},
			{[]float64{5, 4}, []float64{1.7, 1.2}, 4.5},
			{[]float64{3.5}, []float64{1.1}, 6.5},
		},
		Random: randomPetals,
		Slips: []exercise.Slip[petals, float64]{
			{
				Says: "Without math.Abs a difference may be negative, and the most negative one passes for the nearest. Compare " +
					"how far apart they are, not in which direction.",
				Func: func(p petals) float64 {
					return nearestBy(p, func(a, b float64) bool { return a-p.length < b-p.length })
				},
			},
			{Says: "When two flowers are equally near, the first one counts: compare with <, not with <=.",
				Func: func(p petals) float64 {
					return nearestBy(p, func(a, b float64) bool { return math.Abs(a-p.length) <= math.Abs(b-p.length) })
				}},
			{Says: "That is the length of the nearest flower. Its width is at the same position in the other list.",
				Func: func(p petals) float64 { return nearestWidth(p.lengths, p.lengths, p.length) }},
			{
				Says: "Your smallest distance so far seems to start at 0, and no distance is smaller than that. Start with the " +
					"distance of the first flower.",
				Func: func(p petals) float64 { return p.widths[0] },
			},
		},
	}
}

func randomPetals(rng *rand.Rand, size int) petals {
	p := petals{length: float64(6+rng.IntN(9)) / 2} // halves are exact, so ties are ties
	for range 1 + rng.IntN(size) {
		p.lengths = append(p.lengths, float64(6+rng.IntN(9))/2)
		p.widths = append(p.widths, tenths(rng, 10, 25))
	}
	return p
}

// nearestBy returns the width of the flower whose length is nearer, by the
// given function, than those of the flowers before it.
func nearestBy(p petals, nearer func(a, b float64) bool) float64 {
	nearest := 0
	for i, l := range p.lengths {
		if i > 0 && nearer(l, p.lengths[nearest]) {
			nearest = i
		}
	}
	return p.widths[nearest]
}
