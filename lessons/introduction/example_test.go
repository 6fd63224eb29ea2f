package introduction_test

import (
	"fmt"

	"abacus/lessons/introduction"
)

func ExampleBestCut() {
	flowers := []introduction.Example{
		{Length: 4.0, Virginica: false},
		{Length: 4.9, Virginica: false},
		{Length: 4.7, Virginica: true},
		{Length: 5.6, Virginica: true},
	}
	cut, mistakes, err := introduction.BestCut(flowers)
	fmt.Printf("cut at %.2f cm, %d mistake, error %v\n", cut, mistakes, err)
	// Output: cut at 4.35 cm, 1 mistake, error <nil>
}

func ExampleMeanWidth() {
	flowers := introduction.Flowers()
	width, n, err := introduction.MeanWidth(flowers, 4.5, 0.2)
	fmt.Printf("%.2f cm, the mean of %d flowers, error %v\n", width, n, err)
	// Output: 1.42 cm, the mean of 22 flowers, error <nil>
}
