// Package lessons is the course's catalogue: which lessons there are, and in
// which order.
package lessons

import (
	"abacus/lessons/descent"
	"abacus/lessons/entropy"
	"abacus/lessons/gini"
	"abacus/lessons/introduction"
	"abacus/lessons/joins"
	"abacus/lessons/knn"
	"abacus/lessons/notebook"
	"abacus/lessons/regression"
	"abacus/lessons/rollout"
	"abacus/lessons/tables"
	"abacus/lessons/trees"
)

// Lesson is an entry of the catalogue. Its text is content/<slug>.md, its
// code the package lessons/<slug>.
type Lesson struct {
	Slug  string
	Cells notebook.Cells
}

// All returns the lessons in course order.
func All() []Lesson {
	return []Lesson{
		{"introduction", introduction.Cells()},
		{"tables", tables.Cells()},
		{"joins", joins.Cells()},
		{"regression", regression.Cells()},
		{"knn", knn.Cells()},
		{"entropy", entropy.Cells()},
		{"gini", gini.Cells()},
		{"trees", trees.Cells()},
		{"descent", descent.Cells()},
		{"rollout", rollout.Cells()},
	}
}

// Slugs returns the lessons' slugs, in course order.
func Slugs() []string {
	var slugs []string
	for _, l := range All() {
		slugs = append(slugs, l.Slug)
	}
	return slugs
}
