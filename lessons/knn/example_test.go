package knn_test

import (
	"fmt"

	"abacus/lessons/dataset"
	"abacus/lessons/knn"
)

// The same two points, measured in three ways.
func ExampleMinkowski() {
	a, b := []float64{0, 0}, []float64{3, 4}
	fmt.Println("Euclidean:", knn.Euclidean(a, b))
	fmt.Println("Manhattan:", knn.Manhattan(a, b))
	for _, p := range []float64{1, 2, 4, 16} {
		fmt.Printf("Minkowski p = %2.0f: %.4f\n", p, knn.Minkowski(a, b, p))
	}
	// Output:
	// Euclidean: 5
	// Manhattan: 7
	// Minkowski p =  1: 7.0000
	// Minkowski p =  2: 5.0000
	// Minkowski p =  4: 4.2846
	// Minkowski p = 16: 4.0025
}

// Categories have no more or less, only equal or different.
func ExampleHamming() {
	mine := []string{"red", "round", "sweet", "small"}
	yours := []string{"green", "round", "sour", "small"}
	fmt.Println(knn.Hamming(mine, yours))
	fmt.Println(knn.Hamming([]rune("karolin"), []rune("kathrin")))
	// Output:
	// 2
	// 3
}

// Which language is "kummer"? Its closest word is "summer", but the next two,
// "sommer" and "mutter", outvote it.
func ExampleClassify() {
	words := []string{"water", "mother", "summer", "wasser", "mutter", "sommer"}
	languages := []int{0, 0, 0, 1, 1, 1}
	letters := func(a, b string) float64 { return float64(knn.Hamming([]rune(a), []rune(b))) }

	class, err := knn.Classify("kummer", words, languages, 3, letters)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println([]string{"English", "German"}[class])
	// Output: German
}

// Two red and two blue neighbours: the closest one settles the tie.
func ExampleVote() {
	labels := []int{0, 1, 1, 0} // classes of the training points 0 to 3
	nearest := []knn.Neighbour{
		{Index: 2, Distance: 0.1}, {Index: 0, Distance: 0.2},
		{Index: 3, Distance: 0.3}, {Index: 1, Distance: 0.4},
	}

	fmt.Println("votes:", knn.Votes(nearest, labels))
	fmt.Println("k = 4:", knn.Vote(nearest, labels))
	fmt.Println("k = 3:", knn.Vote(nearest[:3], labels))
	// Output:
	// votes: [2 2]
	// k = 4: 1
	// k = 3: 0
}

// Our tree and gonum's find the same neighbours, ties included: points 0, 1 and
// 3 are all at distance 1, and there is room for two.
func ExampleGonum() {
	points := [][]float64{{1, 0}, {0, 1}, {3, 3}, {-1, 0}}
	ours, err := knn.NewKDTree(points, knn.EuclideanP)
	if err != nil {
		fmt.Println(err)
		return
	}
	theirs, err := knn.NewGonum(points)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(ours.Nearest([]float64{0, 0}, 2))
	fmt.Println(theirs.Nearest([]float64{0, 0}, 2))
	// Output:
	// [{0 1} {1 1}]
	// [{0 1} {1 1}]
}

// Heights in centimetres and weights in grams, brought to the same footing.
func ExampleScaler() {
	people := [][]float64{{160, 55000}, {170, 70000}, {180, 85000}} // centimetres, grams
	scaler, err := knn.NewScaler(people)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("mean %.0f, deviation %.0f\n", scaler.Mean, scaler.Deviation)
	for _, x := range scaler.Apply(people) {
		fmt.Printf("%.2f\n", x)
	}
	// Output:
	// mean [170 70000], deviation [10 15000]
	// [-1.00 -1.00]
	// [0.00 0.00]
	// [1.00 1.00]
}

// Every iris is asked of the 149 others.
func ExampleLeaveOneOut() {
	iris := dataset.Iris()
	predicted, err := knn.LeaveOneOut(iris.X, iris.Y, 5)
	if err != nil {
		fmt.Println(err)
		return
	}
	for class, counts := range knn.Confusion(iris.Y, predicted, len(iris.Classes)) {
		fmt.Printf("%-10s %2d\n", iris.Classes[class], counts)
	}
	fmt.Printf("right: %.1f %%\n", 100*knn.Accuracy(predicted, iris.Y))
	// Output:
	// setosa     [50  0  0]
	// versicolor [ 0 47  3]
	// virginica  [ 0  2 48]
	// right: 96.7 %
}
