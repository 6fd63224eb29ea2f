package terminal

import (
	"fmt"
	"html"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/palette"
)

// Space for what a page sets around a drawing, in its units.
const (
	margin     = 12
	lineHeight = 20
)

// SVG returns a drawing as a standalone document, with its title and legend,
// and with colours instead of the page's custom properties.
func SVG(d *notebook.SVG) string {
	top := float64(margin + lineHeight*(1+len(d.Legend)))
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%[1]g" height="%[2]g"`+
		` font-family="Liberation Sans, Arial, Helvetica, sans-serif" font-size="13" fill="var(--ink)">`,
		d.Width+2*margin, d.Height+top+margin)
	fmt.Fprintf(&b, "\n<title>%s</title>\n<desc>%s</desc>\n", html.EscapeString(d.Title), html.EscapeString(d.Description))
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="#ffffff"/><text x="%d" y="22" font-weight="bold">%s</text>`,
		margin, html.EscapeString(d.Title))
	for i, item := range d.Legend {
		y := margin + lineHeight*(i+1)
		fmt.Fprintf(&b,
			"\n"+`<g transform="translate(%d %d)"><g opacity="%.2f" fill="none">%s</g><text x="24" y="10">%s</text></g>`,
			margin, y, item.Colour.Opacity(), swatch(item), html.EscapeString(item.Label))
	}
	fmt.Fprintf(&b, "\n"+`<g transform="translate(%d %g)">%s</g>`+"\n</svg>\n", margin, top, d.Body)
	return colours().Replace(b.String())
}

// swatch draws a legend's mark, 18 by 12 units.
func swatch(item notebook.LegendItem) string {
	c := item.Colour.CSS()
	stroke := func(path string, width float64) string {
		return fmt.Sprintf(`<path d="%s" stroke="%s" stroke-width="%g"/>`, path, c, width)
	}
	fill := func(path string) string { return fmt.Sprintf(`<path d="%s" fill="%s"/>`, path, c) }
	switch item.Mark {
	case notebook.MarkLine:
		return stroke("M1 6h16", 2.5)
	case notebook.MarkDash:
		return stroke("M1 6h4m3 0h4m3 0h2", 2.5)
	case notebook.MarkCircle:
		return fmt.Sprintf(`<circle cx="9" cy="6" r="4" fill="%s"/>`, c)
	case notebook.MarkRing:
		return fmt.Sprintf(`<circle cx="9" cy="6" r="3.5" stroke="%s" stroke-width="1.5"/>`, c)
	case notebook.MarkSquare:
		return fill("M5 2h8v8H5z")
	case notebook.MarkTriangle:
		return fill("M9 1l5 9H4z")
	case notebook.MarkCross:
		return stroke("M5 2l8 8M13 2l-8 8", 1.8)
	}
	return fill("M2 1h14v10H2z")
}

// colours replaces the properties that pages define with colours, and their
// classes with fonts and rendering.
func colours() *strings.Replacer {
	pairs := []string{`class="mono"`, `font-family="monospace"`, `class="pixels"`, `image-rendering="pixelated"`}
	for c := palette.Ink; c <= palette.Teal; c++ {
		rgb := c.NRGBA()
		pairs = append(pairs, c.CSS(), fmt.Sprintf("#%02x%02x%02x", rgb.R, rgb.G, rgb.B))
	}
	return strings.NewReplacer(pairs...)
}
