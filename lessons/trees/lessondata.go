package trees

import (
	"math/rand/v2"

	"abacus/lessons/dataset"
)

// FromTable turns a shared table of numbers into training data.
func FromTable(t dataset.Table) Data {
	d := Data{Label: t.Y, Classes: t.Classes}
	for j, name := range t.Features {
		d.Features = append(d.Features, Feature{Name: name, Values: t.Column(j)})
	}
	return d
}

// Plane returns n points of the two-class plane of the course (x₁ in [0, 0.7),
// x₂ in [0, 1), red above the line x₂ = 1 − 1.25·x₁). The share noise of the
// labels is flipped at random, so that there is something to overfit.
func Plane(n int, noise float64, seed uint64) Data {
	d := FromTable(dataset.TwoClass(n, seed))
	rng := rand.New(rand.NewPCG(seed, 1))
	for i := range d.Label {
		if rng.Float64() < noise {
			d.Label[i] = 1 - d.Label[i]
		}
	}
	return d
}

// The cells learn from one sample of the plane and choose settings on another. How
// good the choice is, PlaneError says.
const (
	trainSeed = 10
	asideSeed = 1010
	setAside  = 200
)

// usualPlane is the sample most cells use: 200 points, a tenth of the labels
// flipped.
func usualPlane() Data { return Plane(200, 0.1, trainSeed) }

// Petals returns the petal lengths and widths of Fisher's 150 irises, in
// centimetres, under names short enough for a drawing.
func Petals() Data {
	d := FromTable(dataset.Iris().Select(2, 3))
	d.Features[0].Name, d.Features[1].Name = "length", "width"
	return d
}
