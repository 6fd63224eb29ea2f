package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckOverfitting checks the answer to the question of overfitting.
func CheckOverfitting(nb *notebook.Cell) { overfitting().Check(nb) }

func overfitting() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{
			Text:  "The training error falls from depth to depth while the error on fresh points rises: a sign of overfitting.",
			Right: true,
			Why:   "That is its signature. What the deeper tree has learned holds for its own points and not for others.",
		},
		{Text: "At depth 1 both errors are high: a sign of overfitting.",
			Why: "A tree that errs on its own training points as well is too shallow. It has learned too little, not too much."},
		{Text: "Of two trees the one with fewer errors on the training points is the better one.",
			Why: "The full tree has the fewest there, because it has learned even the accidents by heart. Compare trees on " +
				"points that they were not grown on."},
		{Text: "Asking for at least 10 rows in every leaf works against overfitting.", Right: true,
			Why: "A rectangle around a single point with a wrong label needs a leaf of one row. With at least 10 rows to a " +
				"leaf it cannot be drawn."},
		{
			Text: "When a tenth of all labels are flipped at random, " +
				"no method can be expected to get fewer than 10 % of fresh points wrong.",
			Right: true,
			Why: "Nobody can foresee which labels are flipped. " +
				"A training error below 10 % only means that such accidents were learned.",
		},
	}}
}

// branch is what pruning needs to know about a node and the branch below it.
type branch struct {
	rows, of int     // training rows in the node, and in all
	impurity float64 // of the node
	leaves   int     // of the branch
	cost     float64 // of these leaves together
}

// price is how much a leaf may cost before the branch is no longer worth
// keeping.
func (b branch) price() float64 {
	return (float64(b.rows)/float64(b.of)*b.impurity - b.cost) / float64(b.leaves-1)
}

// askedBranch is the branch in the exercise.
func askedBranch() branch { return branch{rows: 30, of: 120, impurity: 0.4, leaves: 4, cost: 0.04} }

// CheckBranchPrice checks the answer to the question of the price.
func CheckBranchPrice(nb *notebook.Cell) { branchPrice().Check(nb) }

func branchPrice() exercise.Number {
	b := askedBranch()
	alone := float64(b.rows) / float64(b.of) * b.impurity
	return exercise.Number{
		Label: "price α of a leaf", Want: b.price(), Tolerance: 0.001,
		Slips: []exercise.NumberSlip{
			{
				Says:  "That divides by four leaves. But the node alone is already a leaf: the branch adds only three.",
				Value: (alone - b.cost) / float64(b.leaves),
			},
			{
				Says:  "That is what the whole branch saves. Divide it by the number of leaves that the branch adds.",
				Value: alone - b.cost,
			},
			{
				Says:  "The node's impurity needs its weight: only 30 of 120 rows are in it.",
				Value: (b.impurity - b.cost) / float64(b.leaves-1),
			},
			{
				Says:  "That is what the node costs as a leaf. The branch does not save all of it: it still costs 0.04 itself.",
				Value: alone,
			},
		},
	}
}
