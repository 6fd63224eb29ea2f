package figure

import (
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"abacus/lessons/notebook/internal/markup"
	"abacus/lessons/notebook/palette"
)

// canvas draws gonum/plot's output as compact, themed SVG.
//
// gonum's own SVG backend writes style attributes, which a strict
// Content-Security-Policy blocks, fixed colours, and one element per point.
// This one writes presentation attributes with CSS variables, and joins runs
// of equal dots and lines into one path: a scatter of 1000 points is 12 KB
// instead of 100.
type canvas struct {
	w             markup.Writer
	width, height float64
	now           state
	stack         []state

	run     runStyle      // style of the pending run of dots or strokes
	runData markup.Writer // path data not yet written
	runUsed bool
}

// state is what Push saves.
type state struct {
	colour palette.Colour
	width  float64
	dash   []vg.Length
	m      matrix
	angle  float64 // rotation in degrees, clockwise, for text
}

// matrix is an affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

// runStyle is what equal neighbours in a run share.
type runStyle struct {
	kind   byte // 'd'ots, 's'trokes, 'f'ills
	colour palette.Colour
	width  float64
	dash   string
}

func newCanvas(width, height float64) *canvas {
	c := &canvas{width: width, height: height}
	// gonum's y axis points up, SVG's down.
	c.now.m = matrix{a: 1, d: -1, f: height}
	vg.Initialize(c)
	return c
}

func (c *canvas) Size() (x, y vg.Length) { return vg.Length(c.width), vg.Length(c.height) }

// body returns the markup drawn so far.
func (c *canvas) body() string {
	c.flush()
	return c.w.String()
}

func (c *canvas) SetLineWidth(w vg.Length) { c.now.width = float64(w) }

func (c *canvas) SetLineDash(pattern []vg.Length, _ vg.Length) { c.now.dash = pattern }

// SetColor keeps a palette colour unchanged; any other becomes the nearest of the
// palette, and black, gonum's default, Ink.
func (c *canvas) SetColor(clr color.Color) {
	if p, ok := clr.(palette.Colour); ok {
		c.now.colour = p
		return
	}
	c.now.colour = palette.Nearest(clr)
}

func (c *canvas) Push() { c.stack = append(c.stack, c.now) }

func (c *canvas) Pop() {
	c.now = c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *canvas) Rotate(rad float64) {
	sin, cos := math.Sincos(rad)
	m := c.now.m
	c.now.m = matrix{
		a: m.a*cos + m.c*sin, b: m.b*cos + m.d*sin,
		c: m.c*cos - m.a*sin, d: m.d*cos - m.b*sin,
		e: m.e, f: m.f,
	}
	c.now.angle -= rad * 180 / math.Pi
}

func (c *canvas) Translate(p vg.Point) { c.now.m.e, c.now.m.f = c.at(p) }

func (c *canvas) Scale(x, y float64) {
	m := &c.now.m
	m.a, m.b, m.c, m.d = m.a*x, m.b*x, m.c*y, m.d*y
}

// at maps a point to view-box units.
func (c *canvas) at(p vg.Point) (x, y float64) {
	m, px, py := c.now.m, float64(p.X), float64(p.Y)
	return m.a*px + m.c*py + m.e, m.b*px + m.d*py + m.f
}

func (c *canvas) Stroke(p vg.Path) {
	if c.now.width <= 0 || c.now.colour.Solid() == palette.None {
		return
	}
	var dash []string
	for _, d := range c.now.dash {
		var w markup.Writer
		w.Num(float64(d))
		dash = append(dash, w.String())
	}
	c.begin(runStyle{'s', c.now.colour, c.now.width, strings.Join(dash, " ")})
	c.path(p)
}

func (c *canvas) Fill(p vg.Path) {
	if c.now.colour.Solid() == palette.None {
		return
	}
	if x, y, r, ok := c.dot(p); ok {
		c.begin(runStyle{kind: 'd', colour: c.now.colour, width: 2 * r})
		c.runData.Point('M', x, y)
		c.runData.WriteString("h0")
		return
	}
	c.begin(runStyle{kind: 'f', colour: c.now.colour})
	c.path(p)
	// Overlapping fills of one path would cancel out or blend differently.
	c.flush()
}

// dot reports whether p is a full circle. A zero-length line with round caps
// looks the same and takes a tenth of the bytes.
func (c *canvas) dot(p vg.Path) (x, y, r float64, ok bool) {
	for _, comp := range p {
		switch comp.Type {
		case vg.ArcComp:
			if ok || math.Abs(comp.Angle) < 2*math.Pi-1e-9 {
				return 0, 0, 0, false
			}
			x, y = c.at(comp.Pos)
			r, ok = float64(comp.Radius), true
		case vg.LineComp, vg.CurveComp:
			return 0, 0, 0, false
		}
	}
	return x, y, r, ok
}

// path appends path data to the run.
func (c *canvas) path(p vg.Path) {
	d := &c.runData
	for _, comp := range p {
		x, y := c.at(comp.Pos)
		switch comp.Type {
		case vg.MoveComp:
			d.Point('M', x, y)
		case vg.LineComp:
			d.Point('L', x, y)
		case vg.CloseComp:
			d.WriteByte('Z')
		case vg.CurveComp:
			cmd := byte('Q')
			if len(comp.Control) == 2 {
				cmd = 'C'
			}
			for _, ctl := range comp.Control {
				cx, cy := c.at(ctl)
				d.Point(cmd, cx, cy)
				cmd = ' '
			}
			d.Point(' ', x, y)
		case vg.ArcComp:
			c.arc(comp)
		}
	}
}

// arc appends a circular arc, as two halves so that a full turn is drawn too.
func (c *canvas) arc(a vg.PathComp) {
	on := func(angle float64) (x, y float64) {
		sin, cos := math.Sincos(angle)
		return c.at(vg.Point{X: a.Pos.X + a.Radius*vg.Length(cos), Y: a.Pos.Y + a.Radius*vg.Length(sin)})
	}
	cmd := byte('L')
	if c.runData.Len() == 0 || strings.HasSuffix(c.runData.String(), "Z") {
		cmd = 'M'
	}
	x, y := on(a.Start)
	c.runData.Point(cmd, x, y)
	sweep := "0"
	if a.Angle < 0 {
		sweep = "1"
	}
	for _, half := range [...]float64{0.5, 1} {
		x, y := on(a.Start + half*a.Angle)
		d := &c.runData
		d.WriteByte('A')
		d.Pair(float64(a.Radius), float64(a.Radius))
		d.WriteString(" 0 0 " + sweep + " ")
		d.Pair(x, y)
	}
}

// begin continues the pending run when the style is the same, or writes it
// and starts another.
func (c *canvas) begin(s runStyle) {
	if c.runUsed && (s != c.run || s.kind == 's' && s.colour.Opacity() < 1) {
		c.flush()
	}
	c.run, c.runUsed = s, true
}

func (c *canvas) flush() {
	if !c.runUsed {
		return
	}
	c.runUsed = false
	w := &c.w
	w.WriteString(`<path d="`)
	w.WriteString(c.runData.String())
	w.WriteByte('"')
	c.runData.Reset()
	if c.run.kind == 'f' {
		w.Paint("fill", c.run.colour)
		w.WriteString("/>")
		return
	}
	w.WriteString(` fill="none"`)
	w.Paint("stroke", c.run.colour)
	w.Attr("stroke-width", c.run.width)
	if c.run.kind == 'd' {
		w.WriteString(` stroke-linecap="round"`)
	} else {
		w.WriteString(` stroke-linejoin="round"`)
	}
	if c.run.dash != "" {
		w.Str("stroke-dasharray", c.run.dash)
	}
	w.WriteString("/>")
}
