package notebook

import "abacus/lessons/notebook/palette"

// Kind says which field of an Event carries its content.
type Kind string

// The kinds of output.
const (
	KindHeading   Kind = "heading"   // Text: a small heading
	KindSay       Kind = "say"       // Text: a sentence of explanation
	KindText      Kind = "text"      // Text: program output, monospaced
	KindError     Kind = "error"     // Text: what went wrong and what to do
	KindTable     Kind = "table"     // Table
	KindDrawing   Kind = "drawing"   // Drawing: a figure or diagram
	KindRow       Kind = "row"       // Events, side by side where there is room
	KindAnimation Kind = "animation" // Animation
	KindVerdict   Kind = "verdict"   // Passed, Text: whether an exercise is solved, and why not
)

// Event is one output of a cell.
type Event struct {
	Kind      Kind       `json:"kind"`
	Text      string     `json:"text,omitempty"`
	Table     *Table     `json:"table,omitempty"`
	Drawing   *SVG       `json:"drawing,omitempty"`
	Events    []Event    `json:"events,omitempty"`
	Animation *Animation `json:"animation,omitempty"`
	Passed    bool       `json:"passed,omitempty"`
}

// Table is a table of text.
type Table struct {
	Caption string     `json:"caption,omitempty"`
	Columns []string   `json:"columns"`
	Rows    [][]string `json:"rows"`
	Types   []string   `json:"types,omitempty"`   // of the columns, where that helps: "INTEGER"
	Numeric []int      `json:"numeric,omitempty"` // right-aligned columns
	Mark    []int      `json:"mark,omitempty"`    // rows to highlight
}

// Animation is a sequence of frames, each a list of outputs. Only the frames
// that were asked for are present: the one at Current, or all of them.
type Animation struct {
	Input   string          `json:"input"` // the input that holds the current frame
	Label   string          `json:"label"` // what one frame is: "iteration"
	Count   int             `json:"count"`
	Current int             `json:"current"`
	Frames  map[int][]Event `json:"frames"`
}

// SVG is a finished drawing. Body is trusted markup only when the program
// that made it is.
type SVG struct {
	Title       string       `json:"title"`
	Description string       `json:"description"` // text alternative
	Width       float64      `json:"width"`       // of the view box, in its own units
	Height      float64      `json:"height"`
	Body        string       `json:"body"` // what goes inside <svg>
	Legend      []LegendItem `json:"legend,omitempty"`
	Axes        *Axes        `json:"axes,omitempty"`
	Handles     []Handle     `json:"handles,omitempty"`
}

// LegendItem explains one mark of a drawing. The page shows legends as text
// beside the drawing, where they cannot cover data.
type LegendItem struct {
	Label  string         `json:"label"`
	Mark   Mark           `json:"mark"`
	Colour palette.Colour `json:"colour"`
}

// Mark is the shape of a legend's swatch.
type Mark string

// The marks.
const (
	MarkLine     Mark = "line"
	MarkDash     Mark = "dash"
	MarkBox      Mark = "box"
	MarkCircle   Mark = "circle"
	MarkSquare   Mark = "square"
	MarkTriangle Mark = "triangle"
	MarkCross    Mark = "cross"
	MarkRing     Mark = "ring"
)

// Axes maps the view box to data: the plot area in view-box units and the
// data range it shows, so that a page can turn a pointer into numbers.
type Axes struct {
	Left   float64 `json:"left"`
	Top    float64 `json:"top"`
	Right  float64 `json:"right"`
	Bottom float64 `json:"bottom"`
	XMin   float64 `json:"xmin"`
	XMax   float64 `json:"xmax"`
	YMin   float64 `json:"ymin"`
	YMax   float64 `json:"ymax"`
	XLog   bool    `json:"xlog,omitempty"`
	YLog   bool    `json:"ylog,omitempty"`
}

// Handle is a mark that can be dragged to set the inputs named X and Y. An
// empty name locks that direction.
type Handle struct {
	X  string  `json:"x,omitempty"`
	Y  string  `json:"y,omitempty"`
	PX float64 `json:"px"` // where it is, in view-box units
	PY float64 `json:"py"`
}

// Drawing is anything that can become an SVG: a figure, a diagram.
type Drawing interface {
	Draw() (SVG, error)
}

// Null is the text of a table cell that holds no value, as in SQL. The page
// distinguishes it from a text that merely reads "NULL".
const Null = "\x00NULL"
