package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// drawPlot draws the plot and returns its data area.
//
// The labels of logarithmic axes are drawn here: gonum takes the mean of an
// axis's ends for its middle, which on a log axis is close to the far end, and
// leaves room for the label beyond it.
func (f *Figure) drawPlot(full draw.Canvas) draw.Canvas {
	x, y := f.X.Label, f.Y.Label
	defer func() { f.X.Label, f.Y.Label = x, y }()
	area := full
	if f.logX && x.Text != "" {
		f.X.Label.Text = ""
		area = draw.Crop(area, 0, 0, x.TextStyle.Height(x.Text)+x.Padding, 0)
	}
	if f.logY && y.Text != "" {
		f.Y.Label.Text = ""
		area = draw.Crop(area, y.TextStyle.Height(y.Text)+y.Padding, 0, 0, 0)
	}
	f.Plot.Draw(area)
	data := f.DataCanvas(area)
	if f.logX {
		at := vg.Point{X: data.Center().X, Y: full.Min.Y + x.TextStyle.FontExtents().Descent}
		full.FillText(x.TextStyle, at, x.Text)
	}
	if f.logY {
		style := y.TextStyle
		style.Rotation += math.Pi / 2
		at := vg.Point{X: full.Min.X + style.Height(y.Text) - style.FontExtents().Descent, Y: data.Center().Y}
		full.FillText(style, at, y.Text)
	}
	return data
}
