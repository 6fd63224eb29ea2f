// Package exercise checks what learners make of a lesson's exercises.
//
// There are five kinds. A Func is a function to write and a Text a text to
// fix, both checked beside the learner's code in the browser; a Number and a
// Choice are questions; an SQL is a query to write. Each knows its solution
// and the likely slips, so a check can say not only that something is wrong
// but also what probably is.
//
// A lesson lists its exercises by name:
//
//	func Exercises() exercise.Set {
//		return exercise.Set{"YourGini": yourGini(), "PodCount": podCount()}
//	}
//
// and has a check for each that is not SQL, a cell of its own, which the page
// runs, in the browser once the learner has written something:
//
//	func CheckYourGini(nb *notebook.Cell) { yourGini().Check(nb) }
//
// The stub of a Func or Text is a declaration named like the exercise. The
// tests of package lessons try every exercise: the solution must pass, the
// stub must fail, and each slip must fail with its own words.
package exercise

import "abacus/lessons/notebook"

// Set is the exercises of a lesson by their names.
type Set = map[string]Exercise

// Exercise is a Func, Text, Number, Choice or SQL.
type Exercise interface {
	// Answer returns the solution as text, or "" if it is a declaration.
	Answer() string
}

// Checker is an exercise that is checked by a cell.
type Checker interface {
	Exercise
	// Check says whether the exercise is solved. It ends with a verdict,
	// unless nothing has been answered yet.
	Check(nb *notebook.Cell)
	// Trials returns what tests try.
	Trials() []Trial
}

// Trial is an answer whose verdict is known.
type Trial struct {
	Name    string
	Check   func(nb *notebook.Cell)
	Inputs  map[string]string // of the check
	Passes  bool
	Mention string // what the check has to say about it
}

// Nothing is the name of the trial that answers nothing, which gets no verdict.
const Nothing = "nothing"

// CheckName returns the name of the cell that checks an exercise.
func CheckName(exercise string) string { return "Check" + exercise }
