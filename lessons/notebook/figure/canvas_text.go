package figure

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"math"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"abacus/lessons/notebook/palette"
)

func (c *canvas) FillString(f font.Face, pt vg.Point, txt string) {
	c.text(f.Font, pt, txt, text.Style{})
}

// text draws a line of text. It keeps the alignment, rather than the left end
// gonum works out from its own font's widths, because the reader's font may be
// another.
func (c *canvas) text(f font.Font, pt vg.Point, txt string, sty text.Style) {
	c.flush()
	x, y := c.at(pt)
	w := &c.w
	w.WriteString("<text")
	w.Attr("x", x)
	w.Attr("y", y)
	switch sty.XAlign {
	case text.XCenter:
		w.WriteString(` text-anchor="middle"`)
	case text.XRight:
		w.WriteString(` text-anchor="end"`)
	}
	if f.Size != bodySize {
		w.Attr("font-size", float64(f.Size))
	}
	if c.now.colour != palette.Ink {
		w.Paint("fill", c.now.colour)
	}
	if c.now.angle != 0 {
		w.WriteString(` transform="rotate(`)
		w.Num(c.now.angle)
		w.WriteByte(' ')
		w.Pair(x, y)
		w.WriteString(`)"`)
	}
	w.WriteByte('>')
	w.Text(txt)
	w.WriteString("</text>")
}

func (c *canvas) DrawImage(rect vg.Rectangle, img image.Image) {
	c.flush()
	var buf bytes.Buffer
	// Encoding into memory fails only for an image without pixels.
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	p, ok := img.(picture)
	if ok {
		img = p.Image
	}
	if err := enc.Encode(&buf, img); err != nil {
		return
	}
	x, y := c.at(vg.Point{X: rect.Min.X, Y: rect.Max.Y})
	w := &c.w
	w.WriteString("<image")
	w.Attr("x", x)
	w.Attr("y", y)
	w.Attr("width", float64(rect.Max.X-rect.Min.X))
	w.Attr("height", float64(rect.Max.Y-rect.Min.Y))
	// Without "none" the image keeps its own shape and leaves its axes.
	w.WriteString(` preserveAspectRatio="none"`)
	if !p.smooth {
		w.WriteString(` class="pixels"`)
	}
	w.WriteString(` href="data:image/png;base64,`)
	w.WriteString(base64.StdEncoding.EncodeToString(buf.Bytes()))
	w.WriteString(`"/>`)
}

// textHandler draws text on a canvas and keeps its alignment.
type textHandler struct{ text.Plain }

func (h textHandler) Draw(vc vg.Canvas, txt string, sty text.Style, pt vg.Point) {
	c, ok := beneath(vc)
	if !ok || strings.Contains(txt, "\n") {
		h.Plain.Draw(vc, txt, sty, pt)
		return
	}
	if txt == "" {
		return
	}
	c.SetColor(sty.Color)
	c.Push()
	defer c.Pop()
	sin, cos := math.Sincos(sty.Rotation)
	ext := h.Extents(sty.Font)
	c.Rotate(sty.Rotation)
	x, y := float64(pt.X), float64(pt.Y)
	pt = vg.Point{X: vg.Length(y*sin + x*cos), Y: vg.Length(y*cos - x*sin)}
	pt.Y += sty.Height(txt)*vg.Length(sty.YAlign) - ext.Ascent + sty.Font.Size
	c.text(sty.Font, pt, txt, sty)
}

// beneath returns our canvas below the sub-canvases that gonum cut out of it.
func beneath(vc vg.Canvas) (*canvas, bool) {
	for {
		switch part := vc.(type) {
		case *canvas:
			return part, true
		case *draw.Canvas:
			vc = part.Canvas
		case draw.Canvas:
			vc = part.Canvas
		default:
			return nil, false
		}
	}
}
