// Package markup writes compact SVG.
package markup

import (
	"html"
	"math"
	"strconv"
	"strings"

	"abacus/lessons/notebook/palette"
)

// Writer collects markup. The zero value is ready to use.
type Writer struct{ strings.Builder }

// Num writes v to a tenth of a unit, the shortest way: a figure has thousands
// of coordinates and finer ones cannot be seen. A coordinate that is not a
// finite number is written as 0, so that the document stays well-formed.
func (w *Writer) Num(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	var buf [24]byte
	v = math.Round(v*10) / 10
	if v == 0 {
		v = 0 // never "-0"
	}
	w.Write(strconv.AppendFloat(buf[:0], v, 'f', -1, 64))
}

// Pair writes "x y".
func (w *Writer) Pair(x, y float64) {
	w.Num(x)
	w.WriteByte(' ')
	w.Num(y)
}

// Point writes a path command and its point.
func (w *Writer) Point(command byte, x, y float64) {
	w.WriteByte(command)
	w.Pair(x, y)
}

// Attr writes a numeric attribute with a leading space.
func (w *Writer) Attr(name string, v float64) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.Num(v)
	w.WriteByte('"')
}

// Str writes a text attribute with a leading space, escaped.
func (w *Writer) Str(name, v string) {
	w.WriteByte(' ')
	w.WriteString(name)
	w.WriteString(`="`)
	w.WriteString(html.EscapeString(v))
	w.WriteByte('"')
}

// Paint writes a fill or stroke attribute and its opacity. These are
// presentation attributes, not style attributes: a strict
// Content-Security-Policy blocks the latter.
func (w *Writer) Paint(attr string, c palette.Colour) {
	w.Str(attr, c.CSS())
	if o := c.Opacity(); o < 1 && c.Solid() != palette.None {
		w.WriteByte(' ')
		w.WriteString(attr)
		w.WriteString(`-opacity="`)
		w.WriteString(strconv.FormatFloat(math.Round(o*100)/100, 'f', -1, 64))
		w.WriteByte('"')
	}
}

// Text writes escaped character data.
func (w *Writer) Text(s string) { w.WriteString(html.EscapeString(s)) }
