package entropy

import (
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckNats checks how many nats some bits are.
func CheckNats(nb *notebook.Cell) { nats().Check(nb) }

func nats() exercise.Number {
	return exercise.Number{
		Label: "nats", Want: 1.5 * math.Ln2, Tolerance: 0.005,
		Slips: []exercise.NumberSlip{
			{Says: "You divided. A bit is ln 2 = 0.693 nats, so there are fewer nats than bits: multiply.",
				Value: 1.5 / math.Ln2},
			{Says: "That is the number in bits. gonum takes the natural logarithm.", Value: 1.5},
			{Says: "That is ln 2, the number of nats in one bit. Here are 1.5 bits.", Value: math.Ln2},
		},
	}
}
