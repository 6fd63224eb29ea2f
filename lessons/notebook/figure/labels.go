package figure

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
)

const (
	labelGap  = 6  // between two labels of an axis, in view-box units
	nameRunes = 18 // of a name that stands upright
)

// fitLabels keeps the labels of the axes apart: names that have no room side by
// side stand upright, and of labels that still would print over one another only
// every second, third, … stays.
func (f *Figure) fitLabels() {
	const margin = 60 // of the other axis, roughly
	width, height := f.svg.Width-margin, f.svg.Height-margin
	x := &f.X
	across := func(label string) float64 { return float64(x.Tick.Label.Width(label)) }
	upright := func(string) float64 { return tickSize }
	marks := x.Tick.Marker.Ticks(x.Min, x.Max)
	_, names := x.Tick.Marker.(plot.ConstantTicks)
	if names && !fits(*x, marks, width, across) {
		x.Tick.Label.Rotation = math.Pi / 2
		x.Tick.Label.XAlign, x.Tick.Label.YAlign = text.XRight, text.YCenter
		across = upright
		marks = slices.Clone(marks)
		for i, m := range marks {
			if r := []rune(m.Label); len(r) > nameRunes {
				marks[i].Label = string(r[:nameRunes-1]) + "…"
			}
		}
	}
	x.Tick.Marker = sparse(*x, marks, width, across)
	f.Y.Tick.Marker = sparse(f.Y, f.Y.Tick.Marker.Ticks(f.Y.Min, f.Y.Max), height, upright)
}

// sparse blanks labels until the others fit; the marks stay.
func sparse(axis plot.Axis, marks []plot.Tick, length float64, size func(label string) float64) plot.ConstantTicks {
	all := marks
	for every := 2; !fits(axis, marks, length, size); every++ {
		marks = slices.Clone(all)
		n := 0
		for i, m := range marks {
			if m.IsMinor() {
				continue
			}
			if n%every != 0 {
				marks[i].Label = ""
			}
			n++
		}
	}
	return plot.ConstantTicks(marks)
}

// fits reports whether labels of the given sizes leave a gap between them on an
// axis of this length. Marks stand in rising order.
func fits(axis plot.Axis, marks []plot.Tick, length float64, size func(label string) float64) bool {
	end := math.Inf(-1) // of the label before
	for _, m := range marks {
		if m.IsMinor() {
			continue
		}
		at, half := length*axis.Norm(m.Value), size(m.Label)/2
		if at-half < end {
			return false
		}
		end = at + half + labelGap
	}
	return true
}

// near moves a value that is far outside an axis closer, where drawing can still
// reckon with it. A line to it changes by less than anybody could see.
func near(v float64, axis plot.Axis) float64 {
	far := 1e6 * (axis.Max - axis.Min)
	return min(max(v, axis.Min-far), axis.Max+far)
}
