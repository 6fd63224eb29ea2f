package entropy_test

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"

	"abacus/lessons/entropy"
)

func ExampleEntropy() {
	fmt.Println(entropy.Entropy([]float64{0.5, 0.5}))        // a fair coin
	fmt.Println(entropy.Entropy([]float64{0.5, 0.25, 0.25})) // the urn
	fmt.Println(entropy.Entropy([]float64{1, 0}))            // only heads
	// Output:
	// 1
	// 1.5
	// 0
}

func ExampleSurprise() {
	for _, p := range []float64{1, 0.5, 0.25, 0.1} {
		fmt.Printf("%.2f: %.4f bits\n", p, entropy.Surprise(p))
	}
	// Output:
	// 1.00: 0.0000 bits
	// 0.50: 1.0000 bits
	// 0.25: 2.0000 bits
	// 0.10: 3.3219 bits
}

func ExampleGain() {
	people := entropy.People()
	emotion := entropy.SplitBy(people, entropy.Emotion)
	temperature := entropy.SplitBy(people, entropy.Temperature)

	fmt.Printf("Emotion     %.6f bits\n", entropy.Gain(entropy.Counts(emotion)))
	fmt.Printf("Temperature %.6f bits\n", entropy.Gain(entropy.Counts(temperature)))
	// Output:
	// Emotion     0.048795 bits
	// Temperature 0.188722 bits
}

// gonum measures in nats. Dividing by ln 2 turns nats into bits.
func Example_gonum() {
	stay := []float64{0.6, 0.4}
	nats := stat.Entropy(stay)
	fmt.Printf("gonum: %.6f nats = %.6f bits\n", nats, nats/math.Ln2)
	fmt.Printf("ours:  %.6f bits\n", entropy.Entropy(stay))
	// Output:
	// gonum: 0.673012 nats = 0.970951 bits
	// ours:  0.970951 bits
}

func ExampleQuestions() {
	one := entropy.Flips(0.9, 1)
	two := entropy.Flips(0.9, 2)
	fmt.Printf("one flip:  %.4f questions\n", entropy.Questions(one))
	fmt.Printf("two flips: %.4f questions\n", entropy.Questions(two))
	fmt.Printf("each:      %.4f questions\n", entropy.Questions(two)/2)
	fmt.Printf("entropy:   %.4f bits a flip\n", entropy.Binary(0.9))
	// Output:
	// one flip:  1.0000 questions
	// two flips: 1.2900 questions
	// each:      0.6450 questions
	// entropy:   0.4690 bits a flip
}

func ExamplePlay() {
	all := entropy.Range{Lo: 1, Hi: 64}
	for _, left := range entropy.Play(all, entropy.Halve, []bool{true, false, true}) {
		fmt.Printf("%d to %d: %.0f bits left\n", left.Lo, left.Hi, left.Bits())
	}
	// Output:
	// 1 to 64: 6 bits left
	// 33 to 64: 5 bits left
	// 33 to 48: 4 bits left
	// 41 to 48: 3 bits left
}

func ExampleCuts() {
	readings := []entropy.Reading{{98, false}, {99, true}, {101, true}, {103, true}}
	for _, cut := range entropy.Cuts(readings) {
		fmt.Printf("%.1f: gain %.4f bits\n", cut.At, cut.Gain)
	}
	// Output:
	// 98.5: gain 0.8113 bits
	// 100.0: gain 0.3113 bits
	// 102.0: gain 0.1226 bits
}
