// Package diagram draws what is not a plot: trees, join lines, urns, pod
// timelines. It does not link the plotting library, so a cell that only draws
// boxes stays a small program.
//
// Coordinates are in view-box units with the origin at the top left. The page
// scales a diagram to its column, so about 520 units wide reads well both on
// a desk and on a phone.
package diagram

import (
	"errors"
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/internal/markup"
	"abacus/lessons/notebook/palette"
)

// Diagram is a drawing under construction.
type Diagram struct {
	svg notebook.SVG
	w   markup.Writer
}

// New returns an empty diagram of the given size.
func New(title string, width, height float64) *Diagram {
	return &Diagram{svg: notebook.SVG{Title: title, Width: width, Height: height}}
}

// Describe sets the text alternative: what the diagram shows, with its
// numbers, for readers who cannot see it.
func (d *Diagram) Describe(format string, args ...any) {
	d.svg.Description = fmt.Sprintf(format, args...)
}

// Resize changes the height or width after the content's extent is known.
func (d *Diagram) Resize(width, height float64) { d.svg.Width, d.svg.Height = width, height }

// Style is how a shape is painted. The zero Fill or Stroke paints nothing.
type Style struct {
	Fill    palette.Colour
	Stroke  palette.Colour
	Width   float64 // of the stroke; 0 means 1
	Dash    bool
	Opacity float64 // of the whole shape; 0 means 1
}

// TextStyle is how text is drawn.
type TextStyle struct {
	Anchor string  // "start" (default), "middle" or "end"
	Size   float64 // 0 means 13
	Bold   bool
	Mono   bool
	Colour palette.Colour // None means Ink
}

func (d *Diagram) open(tag string) {
	d.w.WriteByte('<')
	d.w.WriteString(tag)
}

func (d *Diagram) close(s Style) {
	d.w.Paint("fill", s.Fill)
	if s.Stroke != palette.None {
		d.w.Paint("stroke", s.Stroke)
		if s.Width != 0 && s.Width != 1 {
			d.w.Attr("stroke-width", s.Width)
		}
		if s.Dash {
			d.w.Str("stroke-dasharray", "4 3")
		}
	}
	if s.Opacity != 0 && s.Opacity != 1 {
		d.w.Attr("opacity", s.Opacity)
	}
	d.w.WriteString("/>")
}

// Line draws a straight line.
func (d *Diagram) Line(x0, y0, x1, y1 float64, s Style) {
	d.open("path")
	d.w.WriteString(` d="M`)
	d.w.Pair(x0, y0)
	d.w.WriteByte('L')
	d.w.Pair(x1, y1)
	d.w.WriteByte('"')
	d.close(s)
}

// Poly draws a line through the points {x, y}, closed when s has a fill.
func (d *Diagram) Poly(points [][2]float64, s Style) {
	d.open("path")
	d.w.WriteString(` d="`)
	for i, p := range points {
		d.w.WriteByte("ML"[min(i, 1)])
		d.w.Pair(p[0], p[1])
	}
	if s.Fill != palette.None {
		d.w.WriteByte('Z')
	}
	d.w.WriteByte('"')
	d.close(s)
}

// Path draws SVG path data.
func (d *Diagram) Path(data string, s Style) {
	d.open("path")
	d.w.Str("d", data)
	d.close(s)
}

// Rect draws a rectangle with corners rounded by r.
func (d *Diagram) Rect(x, y, width, height, r float64, s Style) {
	d.open("rect")
	d.w.Attr("x", x)
	d.w.Attr("y", y)
	d.w.Attr("width", width)
	d.w.Attr("height", height)
	if r != 0 {
		d.w.Attr("rx", r)
	}
	d.close(s)
}

// Circle draws a circle.
func (d *Diagram) Circle(x, y, r float64, s Style) {
	d.open("circle")
	d.w.Attr("cx", x)
	d.w.Attr("cy", y)
	d.w.Attr("r", r)
	d.close(s)
}

// Text draws one line of text with its baseline at y.
func (d *Diagram) Text(x, y float64, text string, s TextStyle) {
	d.open("text")
	d.w.Attr("x", x)
	d.w.Attr("y", y)
	if s.Anchor != "" && s.Anchor != "start" {
		d.w.Str("text-anchor", s.Anchor)
	}
	if s.Size != 0 && s.Size != 13 {
		d.w.Attr("font-size", s.Size)
	}
	if s.Bold {
		d.w.WriteString(` font-weight="600"`)
	}
	if s.Mono {
		d.w.WriteString(` class="mono"`)
	}
	if s.Colour != palette.None && s.Colour != palette.Ink {
		d.w.Paint("fill", s.Colour)
	}
	d.w.WriteByte('>')
	d.w.Text(text)
	d.w.WriteString("</text>")
}

// Legend explains a colour of the diagram.
func (d *Diagram) Legend(label string, c palette.Colour) { d.LegendMark(label, notebook.MarkBox, c) }

// LegendMark explains a mark of the diagram.
func (d *Diagram) LegendMark(label string, m notebook.Mark, c palette.Colour) {
	d.svg.Legend = append(d.svg.Legend, notebook.LegendItem{Label: label, Mark: m, Colour: c})
}

// Draw implements notebook.Drawing.
func (d *Diagram) Draw() (notebook.SVG, error) {
	if d.svg.Description == "" {
		return d.svg, errors.New("it has no description: call Describe")
	}
	svg := d.svg
	svg.Body = d.w.String()
	return svg, nil
}
