package wire

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// What cells show. Lessons make these values, so the types are theirs.
type (
	Output     = notebook.Output
	Input      = notebook.Input
	InputKind  = notebook.InputKind
	Range      = notebook.Range
	Event      = notebook.Event
	Kind       = notebook.Kind
	Table      = notebook.Table
	Animation  = notebook.Animation
	SVG        = notebook.SVG
	LegendItem = notebook.LegendItem
	Mark       = notebook.Mark
	Axes       = notebook.Axes
	Handle     = notebook.Handle
	Colour     = palette.Colour
)

// RunOptions says how a program is to run a cell. What is absent is off.
type RunOptions struct {
	// Raw values by input name.
	Inputs map[string]string `json:"inputs,omitempty"`
	// Draw every frame of animations.
	AllFrames bool `json:"allFrames,omitempty"`
	// Report 0 for measured times, for comparable output.
	NoTiming bool `json:"noTiming,omitempty"`
}

// Outcome is what running a cell once came to.
type Outcome struct {
	Output
	// The cell's panic; the output is what it had shown until then.
	Panic *Panic `json:"panic,omitempty"`
}

// Panic is a panic of a cell.
type Panic struct {
	// The panic's value, as the Go runtime words it.
	Message string `json:"message"`
	// The calls on the way to it, the innermost first.
	Frames []Frame `json:"frames"`
}

// Frame is one call on the way to a panic.
type Frame struct {
	// Name of the function.
	Function string `json:"function"`
	// The declaration of the lesson: yours/Name for the learner's text, lesson/Name for the lesson's own.
	File string `json:"file"`
	// The line, counted from the declaration's first.
	Line int `json:"line"`
}
