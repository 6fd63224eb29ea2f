package entropy

import "abacus/lessons/notebook"

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
