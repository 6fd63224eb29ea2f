// Package wire holds all JSON that server, page, worker and program exchange,
// as Go types, and describes in which order they do.
//
// # The rule
//
// A type belongs here when one side writes it as JSON and another side, which
// may be older or newer, reads it. Names on the wire are in camel case, each
// field has a sentence that says what it holds and in which unit, and a list
// that is always present is [] when empty, never null. Types of what cells
// show are declared in package notebook, which lessons use, and stand here
// under the same names.
//
// Other people's formats are no wire types: Jupyter's notebooks, the output of
// the go command, Azure's interface. Nor are files that only the program that
// wrote them reads.
//
// The package imports nothing of ours but notebook, and not encoding/json: it
// is part of learners' programs, which would grow by a sixth.
//
// go generate writes the same types for the page's scripts, in
// static/js/wire.d.ts, and the limits, which are values, in static/js/wire.js.
// A test fails when these files are not what it would write.
package wire

//go:generate go run ./generate
