package gini_test

import (
	"fmt"
	"math/rand/v2"

	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/stat"

	"abacus/lessons/entropy"
	"abacus/lessons/gini"
)

func ExampleGini() {
	notsick := entropy.Shares([]int{3, 2}) // 3 stay, 2 go out
	urn := entropy.Shares([]int{4, 2, 2})
	fmt.Printf("evenly mixed  %.4f\n", gini.Gini([]float64{0.5, 0.5}))
	fmt.Printf("not sick      %.4f\n", gini.Gini(notsick))
	fmt.Printf("urn           %.4f\n", gini.Gini(urn))
	fmt.Printf("all the same  %.4f\n", gini.Gini([]float64{1, 0}))
	// Output:
	// evenly mixed  0.5000
	// not sick      0.4800
	// urn           0.6250
	// all the same  0.0000
}

func ExampleWeighted() {
	sick, notsick := gini.ByEmotion(gini.People())
	emotion := gini.Weighted([][]int{sick, notsick}, gini.Gini)
	fmt.Printf("Emotion      %.6f\n", emotion)
	warm := gini.CutAt(gini.People(), 100, gini.Gini)
	fmt.Printf("Temperature  %.6f\n", warm.Impurity)
	// Output:
	// Emotion      0.466667
	// Temperature  0.375000
}

func ExampleRank() {
	for i, cut := range gini.Rank(gini.Cuts(gini.People(), gini.Gini)) {
		fmt.Printf("%d. %.2f °F: %.4f\n", i+1, cut.At, cut.Impurity)
	}
	// Output:
	// 1. 101.50 °F: 0.3333
	// 2. 100.25 °F: 0.3750
	// 3. 103.50 °F: 0.4286
	// 4. 98.75 °F: 0.4667
}

func ExampleDrawTwo() {
	p := []float64{0.5, 0.25, 0.25}
	rates := gini.DrawTwo(p, 100_000, rand.New(rand.NewPCG(1, 0)))
	for _, n := range []int{100, 10_000, 100_000} {
		fmt.Printf("%-6d pairs: %.3f of two colours\n", n, rates[n-1])
	}
	fmt.Printf("Gini impurity: %.3f\n", gini.Gini(p))
	// Output:
	// 100    pairs: 0.550 of two colours
	// 10000  pairs: 0.620 of two colours
	// 100000 pairs: 0.625 of two colours
	// Gini impurity: 0.625
}

// gonum has no Gini impurity, but it has the parts to check ours with.
func Example_gonum() {
	p := []float64{0.6, 0.4}

	fmt.Printf("1 − p·p:          %.4f\n", 1-floats.Dot(p, p))
	variances := 0.0
	for _, share := range p { // a class is 1 for its members and 0 for others
		_, v := stat.PopMeanVariance([]float64{1, 0}, []float64{share, 1 - share})
		variances += v
	}
	fmt.Printf("sum of variances: %.4f\n", variances)
	fmt.Printf("ours:             %.4f\n", gini.Gini(p))
	// Output:
	// 1 − p·p:          0.4800
	// sum of variances: 0.4800
	// ours:             0.4800
}
