package trees

import (
	"math/rand/v2"
	"testing"
)

func mustGrow(t testing.TB, d Data, o Options) *Tree {
	t.Helper()
	tree, err := Grow(d, o)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// xor has the four corners of a square; opposite corners share a class.
func xor() Data {
	return Data{
		Features: []Feature{{Name: "x", Values: []float64{0, 0, 1, 1}}, {Name: "y", Values: []float64{0, 1, 0, 1}}},
		Label:    []int{0, 1, 1, 0},
		Classes:  []string{"same", "different"},
	}
}

// randomData has two numeric features with many equal values, one of floats
// and one of categories, and classes that depend on the first and on chance.
func randomData(n, classes, categories int, seed uint64) Data {
	rng := rand.New(rand.NewPCG(seed, 0))
	d := Data{Features: make([]Feature, 4)}
	for c := range classes {
		d.Classes = append(d.Classes, string(rune('a'+c)))
	}
	for f, name := range []string{"tens", "pairs", "real", "kind"} {
		d.Features[f].Name = name
	}
	for c := range categories {
		d.Features[3].Categories = append(d.Features[3].Categories, string(rune('A'+c)))
	}
	for range n {
		row := []float64{float64(rng.IntN(10)), float64(rng.IntN(2)), rng.NormFloat64(), float64(rng.IntN(categories))}
		for f, x := range row {
			d.Features[f].Values = append(d.Features[f].Values, x)
		}
		class := int(row[0]+row[3]) % classes
		if rng.IntN(4) == 0 {
			class = rng.IntN(classes)
		}
		d.Label = append(d.Label, class)
	}
	return d
}
