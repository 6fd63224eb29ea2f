// Package lessons is the course's catalogue: its lessons, in order.
package lessons

import (
	"maps"

	"abacus/lessons/descent"
	"abacus/lessons/entropy"
	"abacus/lessons/gini"
	"abacus/lessons/introduction"
	"abacus/lessons/joins"
	"abacus/lessons/knn"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/lessons/regression"
	"abacus/lessons/rollout"
	"abacus/lessons/tables"
	"abacus/lessons/trees"
)

// Lesson is an entry of the catalogue. Its text is content/<slug>.md, its
// code the package lessons/<slug>.
type Lesson struct {
	Slug      string
	Cells     notebook.Cells
	Exercises exercise.Set
}

// WithChecks returns the lesson's cells and those that check its exercises.
func (l Lesson) WithChecks() notebook.Cells {
	cells := notebook.Cells{}
	maps.Copy(cells, l.Cells)
	for name, e := range l.Exercises {
		if c, ok := e.(exercise.Checker); ok {
			cells[exercise.CheckName(name)] = c.Check
		}
	}
	return cells
}

// All returns the lessons in course order.
func All() []Lesson {
	return []Lesson{
		{"introduction", introduction.Cells(), introduction.Exercises()},
		{"tables", tables.Cells(), tables.Exercises()},
		{"joins", joins.Cells(), joins.Exercises()},
		{"regression", regression.Cells(), regression.Exercises()},
		{"knn", knn.Cells(), knn.Exercises()},
		{"entropy", entropy.Cells(), entropy.Exercises()},
		{"gini", gini.Cells(), gini.Exercises()},
		{"trees", trees.Cells(), trees.Exercises()},
		{"descent", descent.Cells(), descent.Exercises()},
		{"rollout", rollout.Cells(), rollout.Exercises()},
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
