package notebook

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Cells names the runnable cells of a lesson.
type Cells = map[string]func(*Cell)

// Options says how to run a cell. The zero value runs it as a page first
// shows it: every input at its default, animations at their poster frame.
type Options struct {
	Inputs    map[string]string // raw values by input name
	AllFrames bool              // draw every frame of animations
	NoTiming  bool              // Elapsed reports 0, for comparable output
	Trace     func(string)      // is told what is being tried; may be nil
}

// Output is the outcome of running a cell once.
type Output struct {
	Inputs  []Input           `json:"inputs"`
	Events  []Event           `json:"events"`
	Values  map[string]string `json:"values,omitempty"`  // named values, for prose
	Notices []string          `json:"notices,omitempty"` // inputs that could not be used as given
	Timed   bool              `json:"timed,omitempty"`   // holds measured times: differs from run to run
}

// Cell is the running cell's connection to its page.
type Cell struct {
	opts   Options
	out    Output
	events *[]Event // where outputs go now: the cell, a row or a frame
}

// Run calls f and returns what it asked for and showed. It does not recover a
// panic in f.
func Run(f func(*Cell), opts Options) Output {
	c := &Cell{opts: opts}
	c.out.Values = map[string]string{}
	c.events = &c.out.Events
	f(c)
	return c.out
}

// declare records the input and determines its value.
func (c *Cell) declare(in Input) Input {
	if err := in.check(); err != nil {
		c.Error(fmt.Errorf("this cell is misdeclared: %w", err))
	}
	if slices.ContainsFunc(c.out.Inputs, func(o Input) bool { return o.Name == in.Name }) {
		c.Error(fmt.Errorf("this cell is misdeclared: two inputs are named %q", in.Name))
	}
	in.Value = in.Default
	if raw, ok := c.opts.Inputs[in.Name]; ok {
		v, err := in.Canonical(raw)
		if err != nil {
			c.out.Notices = append(c.out.Notices, err.Error())
		}
		in.Value = v
	}
	c.out.Inputs = append(c.out.Inputs, in)
	return in
}

func (c *Cell) number(kind InputKind, name, label string, def float64, r Range) float64 {
	in := c.declare(Input{Kind: kind, Name: name, Label: label, Default: format(def), Range: r})
	v, err := strconv.ParseFloat(in.Value, 64)
	if err != nil {
		return def // only for a misdeclared input, which has been reported
	}
	return v
}

// Slider asks for a number by a slider over r.
func (c *Cell) Slider(name, label string, def float64, r Range) float64 {
	return c.number(InputSlider, name, label, def, r)
}

// Int asks for a whole number from min to max by a slider.
func (c *Cell) Int(name, label string, def, min, max int) int {
	return int(c.number(InputSlider, name, label, float64(def), Steps(float64(min), float64(max), 1)))
}

// Number asks for a number by a field to type it in.
func (c *Cell) Number(name, label string, def float64, r Range) float64 {
	return c.number(InputNumber, name, label, def, r)
}

// Select asks for one of the options; the first is the default.
func (c *Cell) Select(name, label string, options ...string) string {
	def := ""
	if len(options) > 0 {
		def = options[0]
	}
	return c.declare(Input{Kind: InputSelect, Name: name, Label: label, Default: def, Options: options}).Value
}

// Checkbox asks yes or no.
func (c *Cell) Checkbox(name, label string, def bool) bool {
	in := Input{Kind: InputCheckbox, Name: name, Label: label, Default: "off"}
	if def {
		in.Default = "on"
	}
	return c.declare(in).Value == "on"
}

// Point asks for a point of the plane: two sliders, name.x and name.y, that a
// figure can bind to a handle to drag.
func (c *Cell) Point(name, label string, x, y float64, xr, yr Range) (float64, float64) {
	return c.Slider(name+".x", label+", x", x, xr), c.Slider(name+".y", label+", y", y, yr)
}

// Buttons asks for a sequence of presses, at most limit, and returns the
// options pressed so far. The page adds undo and restart. With it a cell can
// be a game although it keeps no state.
func (c *Cell) Buttons(name, label string, limit int, options ...string) []string {
	in := Input{Kind: InputButtons, Name: name, Label: label, Options: options, Limit: limit}
	return c.declare(in).Presses()
}

// Answer asks for a short text: a number, a word. It is "" until something is
// typed.
func (c *Cell) Answer(name, label string) string {
	return c.declare(Input{Kind: InputAnswer, Name: name, Label: label}).Value
}

// Trace records what is being tried, so that when a run ends without an
// answer, say in an endless loop, the input that caused it is known.
func (c *Cell) Trace(text string) {
	if c.opts.Trace != nil {
		c.opts.Trace(text)
	}
}

// Elapsed runs f and returns how long it took. An output that contains
// measured times is marked: it is not cached for other readers.
func (c *Cell) Elapsed(f func()) time.Duration {
	c.out.Timed = true
	start := time.Now()
	f()
	if c.opts.NoTiming {
		return 0
	}
	return time.Since(start)
}
