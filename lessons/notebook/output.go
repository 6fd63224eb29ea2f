package notebook

import (
	"errors"
	"fmt"
)

func (c *Cell) emit(e Event) { *c.events = append(*c.events, e) }

// collect runs f and returns what it shows instead of showing it.
func (c *Cell) collect(f func()) []Event {
	var inner []Event
	outer := c.events
	c.events = &inner
	defer func() { c.events = outer }()
	f()
	return inner
}

// Heading shows a small heading.
func (c *Cell) Heading(text string) { c.emit(Event{Kind: KindHeading, Text: text}) }

// Say shows a sentence of explanation, as fmt.Sprintf formats it.
func (c *Cell) Say(format string, args ...any) {
	c.emit(Event{Kind: KindSay, Text: fmt.Sprintf(format, args...)})
}

// Printf shows program output. Consecutive calls join into one block.
func (c *Cell) Printf(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if n := len(*c.events); n > 0 && (*c.events)[n-1].Kind == KindText {
		(*c.events)[n-1].Text += text
		return
	}
	c.emit(Event{Kind: KindText, Text: text})
}

// Println shows a line of program output, as fmt.Sprintln formats it.
func (c *Cell) Println(args ...any) { c.Printf("%s", fmt.Sprintln(args...)) }

// Error shows an error. A nil error shows nothing.
func (c *Cell) Error(err error) {
	if err != nil {
		c.emit(Event{Kind: KindError, Text: err.Error()})
	}
}

// Verdict says whether an exercise is solved.
func (c *Cell) Verdict(passed bool, format string, args ...any) {
	c.emit(Event{Kind: KindVerdict, Passed: passed, Text: fmt.Sprintf(format, args...)})
}

// Table shows a table.
func (c *Cell) Table(t Table) {
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			c.Error(fmt.Errorf("table %q: row %d has %d cells, want %d", t.Caption, i, len(row), len(t.Columns)))
			return
		}
	}
	c.emit(Event{Kind: KindTable, Table: &t})
}

// Show shows a figure or diagram.
func (c *Cell) Show(d Drawing) {
	svg, err := d.Draw()
	if err != nil {
		c.Error(fmt.Errorf("drawing %q: %w", svg.Title, err))
		return
	}
	c.emit(Event{Kind: KindDrawing, Drawing: &svg})
}

// Row shows what f shows side by side where there is room.
func (c *Cell) Row(f func()) {
	c.emit(Event{Kind: KindRow, Events: c.collect(f)})
}

// Value publishes a number for the lesson's prose to quote as
// {{CellName.name}}. It shows nothing itself.
func (c *Cell) Value(name, format string, args ...any) {
	c.out.Values[name] = fmt.Sprintf(format, args...)
}

// Animate shows n frames, of which the page first shows frame poster; what
// draw shows belongs to frame i. The label says what a frame is
// ("iteration"). The page adds play, pause, step and scrub.
func (c *Cell) Animate(name, label string, n, poster int, draw func(i int)) {
	if n < 1 || n > MaxFrames {
		c.Error(errors.New("an animation needs 1 to " + fmt.Sprint(MaxFrames) + " frames, not " + fmt.Sprint(n)))
		return
	}
	poster = min(max(poster, 0), n-1)
	// The range covers any number of frames, because n may follow an input.
	current := int(c.number(InputFrame, name, label, float64(poster), Steps(0, MaxFrames-1, 1)))
	current = min(current, n-1)
	c.out.Inputs[len(c.out.Inputs)-1].Range.Max = float64(n - 1)

	frames := make(map[int][]Event)
	for i := range n {
		if i == current || c.opts.AllFrames {
			frames[i] = c.collect(func() { draw(i) })
		}
	}
	c.emit(Event{Kind: KindAnimation, Animation: &Animation{
		Input: name, Label: label, Count: n, Current: current, Frames: frames,
	}})
}
