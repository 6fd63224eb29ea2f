// Package palette names the colours of figures and diagrams.
//
// A Colour is a role, not a value: it is written into SVG as a CSS custom
// property, so a drawing follows the page from light to dark without being
// redrawn. The data colours are spaced so that they stay apart under the
// common forms of colour blindness; still, never let colour alone carry
// meaning.
package palette

import (
	"image/color"
	"math"
)

// Colour is a themed colour with a transparency. The zero value is None:
// nothing is painted.
type Colour uint16

// The roles. The low byte of a Colour is its role, the high byte how
// transparent it is.
const (
	None   Colour = iota
	Ink           // text, axes, outlines
	Muted         // secondary text, guides
	Grid          // grid lines, faint rules
	Paper         // the page behind the drawing
	Accent        // the thing to look at; handles
	Blue
	Red
	Green
	Orange
	Purple
	Teal
)

// role describes one colour: its CSS property and a mid-tone for places that
// CSS cannot reach (pixels of an image), chosen to read on both themes.
type role struct {
	property string
	rgb      color.NRGBA
}

var roles = [...]role{
	None:   {"", color.NRGBA{}},
	Ink:    {"--ink", color.NRGBA{0x60, 0x60, 0x60, 0xff}},
	Muted:  {"--muted", color.NRGBA{0x88, 0x88, 0x88, 0xff}},
	Grid:   {"--grid", color.NRGBA{0xa8, 0xa8, 0xa8, 0xff}},
	Paper:  {"--paper", color.NRGBA{0xf4, 0xf4, 0xf4, 0xff}},
	Accent: {"--accent", color.NRGBA{0xd9, 0x48, 0x0f, 0xff}},
	Blue:   {"--blue", color.NRGBA{0x2f, 0x7f, 0xc4, 0xff}},
	Red:    {"--red", color.NRGBA{0xd1, 0x49, 0x5b, 0xff}},
	Green:  {"--green", color.NRGBA{0x3a, 0x97, 0x62, 0xff}},
	Orange: {"--orange", color.NRGBA{0xe0, 0x8e, 0x1b, 0xff}},
	Purple: {"--purple", color.NRGBA{0x8e, 0x63, 0xb8, 0xff}},
	Teal:   {"--teal", color.NRGBA{0x1f, 0x97, 0x9e, 0xff}},
}

// Names lists the CSS custom properties that a style sheet must define.
func Names() []string {
	var names []string
	for _, r := range roles[Ink:] {
		names = append(names, r.property)
	}
	return names
}

// Alpha returns c with the given opacity, from 0 (invisible) to 1 (solid).
func (c Colour) Alpha(opacity float64) Colour {
	clear := math.Round(255 * (1 - min(max(opacity, 0), 1)))
	return c&0xff | Colour(clear)<<8
}

// Opacity returns the opacity of c, from 0 to 1.
func (c Colour) Opacity() float64 { return 1 - float64(c>>8)/255 }

// CSS returns the value for a fill or stroke attribute, without the opacity.
func (c Colour) CSS() string {
	p := c.role().property
	if p == "" {
		return "none"
	}
	return "var(" + p + ")"
}

// Solid returns c without its transparency.
func (c Colour) Solid() Colour { return c & 0xff }

// NRGBA returns the mid-tone that stands for c in images.
func (c Colour) NRGBA() color.NRGBA {
	rgb := c.role().rgb
	rgb.A = uint8(math.Round(float64(rgb.A) * c.Opacity()))
	return rgb
}

// RGBA implements color.Color, so that gonum/plot carries a Colour unchanged
// from a plotter's style to the canvas.
func (c Colour) RGBA() (r, g, b, a uint32) { return c.NRGBA().RGBA() }

func (c Colour) role() role {
	if i := int(c & 0xff); i < len(roles) {
		return roles[i]
	}
	return roles[Ink]
}

// Class returns the colour of class i of a classification; colours repeat
// after six.
func Class(i int) Colour {
	classes := [...]Colour{Blue, Red, Green, Orange, Purple, Teal}
	return classes[((i%len(classes))+len(classes))%len(classes)]
}
