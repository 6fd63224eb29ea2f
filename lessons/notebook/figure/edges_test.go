package figure_test

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

func drawn(t *testing.T, fill func(f *figure.Figure)) notebook.SVG {
	t.Helper()
	f := figure.New("t", "x", "y")
	f.Describe("d")
	fill(f)
	svg, err := f.Draw()
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// Nothing to draw is an empty figure: a class may have no points.
func TestNothingToDraw(t *testing.T) {
	var none plotter.XYs
	for name, fill := range map[string]func(f *figure.Figure){
		"bars":        func(f *figure.Figure) { f.Bars("b", nil, nil, figure.Blue) },
		"bars at":     func(f *figure.Figure) { f.BarsAt("b", nil, 1, nil, figure.Blue) },
		"area":        func(f *figure.Figure) { f.Area("b", none, figure.Blue) },
		"line":        func(f *figure.Figure) { f.Line("b", none, figure.Blue) },
		"dashed":      func(f *figure.Figure) { f.Dashed("b", nil, figure.Blue) },
		"thin":        func(f *figure.Figure) { f.Thin("b", none, figure.Blue) },
		"steps":       func(f *figure.Figure) { f.Steps("b", none, figure.Blue) },
		"scatter":     func(f *figure.Figure) { f.Scatter("b", none, figure.Blue, figure.Circle) },
		"nil scatter": func(f *figure.Figure) { f.Scatter("b", nil, figure.Blue, figure.Circle) },
		"no fn values": func(f *figure.Figure) {
			f.Func("b", func(float64) float64 { return math.NaN() }, 0, 1, figure.Blue)
		},
	} {
		t.Run(name, func(t *testing.T) {
			if svg := drawn(t, fill); svg.Axes.XMin != 0 || svg.Axes.XMax != 1 {
				t.Errorf("the empty axis goes from %g to %g", svg.Axes.XMin, svg.Axes.XMax)
			}
		})
	}
}

// What no drawing can show is an error in words.
func TestWhatCannotBeDrawn(t *testing.T) {
	at := func(x, y float64) plotter.XYs { return plotter.XYs{{X: 0, Y: 0}, {X: x, Y: y}} }
	for _, tt := range []struct {
		fill func(f *figure.Figure)
		want string
	}{
		{func(f *figure.Figure) { f.Line("l", at(1, math.NaN()), figure.Blue) }, `line "l": point 1 is (1, NaN)`},
		{func(f *figure.Figure) { f.Area("a", at(math.Inf(1), 1), figure.Blue) }, `area "a": point 1 is (+Inf, 1)`},
		{func(f *figure.Figure) { f.Text(math.NaN(), 1, "here", figure.Blue) }, `text "here": point 0 is (NaN, 1)`},
		{func(f *figure.Figure) { f.Line("l", plotter.XYs{{X: 0, Y: -1e308}, {X: 1, Y: 1e308}}, figure.Blue) },
			"the y axis would go from -1e+308 to 1e+308, further than can be drawn"},
		{func(f *figure.Figure) { f.XRange(-math.MaxFloat64, math.MaxFloat64) }, "the x axis would go from"},
	} {
		f := figure.New("t", "x", "y")
		f.Describe("d")
		tt.fill(f)
		if _, err := f.Draw(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

var (
	paths  = regexp.MustCompile(` d="([^"]*)"`)
	number = regexp.MustCompile(`-?[0-9.]+`)
)

// What lies far outside fixed ranges neither leaves the frame nor takes along what
// is inside it.
func TestFarAwayStaysOutside(t *testing.T) {
	const far = 1e308
	through := plotter.XYs{{X: 0, Y: -far}, {X: 1, Y: far}} // crosses the frame
	for name, fill := range map[string]func(f *figure.Figure){
		"line":    func(f *figure.Figure) { f.Line("l", through, figure.Teal) },
		"steps":   func(f *figure.Figure) { f.Steps("l", through, figure.Teal) },
		"area":    func(f *figure.Figure) { f.Area("l", through, figure.Teal) },
		"segment": func(f *figure.Figure) { f.Segment(-far, -far, far, far, figure.Teal) },
		"box":     func(f *figure.Figure) { f.Box(-far, -far, far, far, figure.Teal) },
		"bars": func(f *figure.Figure) {
			f.BarsAt("l", []float64{0.2, 0.8}, 0.1, []float64{far, -far}, figure.Teal)
		},
	} {
		t.Run(name, func(t *testing.T) {
			svg := drawn(t, func(f *figure.Figure) {
				f.XRange(0, 1)
				f.YRange(0, 1)
				f.Drag("a", "b", far, -far)
				fill(f)
			})
			if !strings.Contains(svg.Body, "--teal") {
				t.Error("nothing of it is drawn")
			}
			for _, path := range paths.FindAllStringSubmatch(svg.Body, -1) {
				for _, n := range number.FindAllString(path[1], -1) {
					if v, err := strconv.ParseFloat(n, 64); err != nil || v < -5 || v > svg.Width+5 {
						t.Fatalf("%q is outside the frame: %s (%v)", n, path[1], err)
					}
				}
			}
			if h := svg.Handles[0]; math.IsInf(h.PX, 0) || math.IsInf(h.PY, 0) || math.IsNaN(h.PX+h.PY) {
				t.Errorf("the handle is at (%g, %g)", h.PX, h.PY)
			}
		})
	}
}

var xLabels = regexp.MustCompile(`<text x="([0-9.]+)" y="[0-9.]+" text-anchor="middle" font-size="12"[^>]*>([^<]*)<`)

// Labels of an axis never print over one another.
func TestLabelsKeepApart(t *testing.T) {
	apart := func(t *testing.T, svg notebook.SVG) (labels int) {
		t.Helper()
		end := 0.0
		for _, m := range xLabels.FindAllStringSubmatch(svg.Body, -1) {
			x, _ := strconv.ParseFloat(m[1], 64)
			half := float64(len([]rune(m[2]))) * 12 * 0.5 / 2 // a digit is about half as wide as high
			if x-half < end {
				t.Errorf("%q at %g begins before %g", m[2], x, end)
			}
			end = x + half
			labels++
		}
		return labels
	}
	names := func(n int) (names []string, values []float64) {
		for i := range n {
			names, values = append(names, fmt.Sprintf("category %d", i)), append(values, float64(i))
		}
		return names, values
	}
	for n, want := range map[int]struct{ level, upright int }{3: {3, 0}, 20: {0, 20}, 40: {0, 20}, 200: {0, 20}} {
		svg := drawn(t, func(f *figure.Figure) {
			names, values := names(n)
			f.Bars("b", names, values, figure.Blue)
		})
		upright := strings.Count(svg.Body, ">category") - apart(t, svg)
		level := strings.Count(svg.Body, ">category") - upright
		if level != want.level || upright < want.upright || upright > 30 {
			t.Errorf("of %d names %d stand side by side and %d upright, want %v", n, level, upright, want)
		}
	}
	long := drawn(t, func(f *figure.Figure) {
		f.Bars("b", []string{strings.Repeat("very ", 30) + "long", "b", "c", "d"}, []float64{1, 2, 3, 4}, figure.Blue)
	})
	if long.Axes.Bottom-long.Axes.Top < 100 || !strings.Contains(long.Body, "…") {
		t.Errorf("a long name leaves a figure of height %.0f", long.Axes.Bottom-long.Axes.Top)
	}
	narrow := drawn(t, func(f *figure.Figure) {
		f.Size(260, 200)
		f.XRange(1_000_000.01, 1_000_000.06)
	})
	if got := apart(t, narrow); got < 2 {
		t.Errorf("%d labels are left", got)
	}
	flat := drawn(t, func(f *figure.Figure) { f.Size(520, 100) })
	if got := strings.Count(flat.Body, `text-anchor="end"`); got < 2 || got > 4 {
		t.Errorf("a flat figure has %d labels", got)
	}
}
