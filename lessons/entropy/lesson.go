package entropy

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// Cells lists the runnable cells by the names content/entropy.md uses.
func Cells() notebook.Cells {
	return notebook.Cells{
		"BinaryCurve":   BinaryCurve,
		"FlipsTogether": FlipsTogether,
		"Urn":           Urn,
		"GuessGame":     GuessGame,
		"EightPeople":   EightPeople,
		"WorkedSplit":   WorkedSplit,
		"Threshold":     Threshold,
		"NatsAndBits":   NatsAndBits,
	}
}

// Exercises lists the exercises by the names content/entropy.md uses.
func Exercises() exercise.Set {
	return exercise.Set{
		"Nats":         nats(),
		"Die":          die(),
		"YourEntropy":  yourEntropy(),
		"YourGain":     yourGain(),
		"PerfectSplit": perfectSplit(),
	}
}
