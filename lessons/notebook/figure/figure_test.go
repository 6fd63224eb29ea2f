package figure_test

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

func cloud(n int) plotter.XYs {
	rng := rand.New(rand.NewPCG(1, 0))
	pts := make(plotter.XYs, n)
	for i := range pts {
		pts[i] = plotter.XY{X: rng.Float64(), Y: rng.Float64()}
	}
	return pts
}

// everything uses each kind of mark once.
func everything() *figure.Figure {
	f := figure.New("Everything", "x (m)", "y (s) <&>")
	f.Describe("One of each mark.")
	f.Regions(0, 1, 0, 1, 40, 40, func(x, y float64) int { return int(3*x+2*y) - 1 })
	f.HeatMap(0, 1, 0, 0.2, 20, 4, 0, 1, figure.Purple, func(x, y float64) float64 { return x })
	f.Contours(0, 1, 0, 1, 20, 20, []float64{0.2, 0.5}, figure.Muted, func(x, y float64) float64 { return x * y })
	f.Area("area", plotter.XYs{{X: 0, Y: 0.2}, {X: 0.5, Y: 0.1}, {X: 1, Y: 0.3}}, figure.Teal)
	f.BarsAt("bars", []float64{0.2, 0.4}, 0.1, []float64{0.3, 0.5}, figure.Orange)
	f.Box(0.6, 0.6, 0.8, 0.9, figure.Red)
	for i := range 5 {
		f.Scatter("class", cloud(10), figure.Class(i), figure.Shape(i))
	}
	f.Func("sin", func(x float64) float64 { return math.Abs(math.Sin(1 / (x - 0.5))) }, 0, 1, figure.Blue)
	f.Dashed("dashed", plotter.XYs{{X: 0, Y: 0}, {X: 1, Y: 1}}, figure.Green)
	f.Steps("steps", plotter.XYs{{X: 0, Y: 0.9}, {X: 0.5, Y: 0.8}, {X: 1, Y: 0.7}}, figure.Ink)
	f.VLine("threshold", 0.35, figure.Accent)
	f.HLine("", 0.5, figure.Muted)
	f.Text(0.5, 0.5, "a < b", figure.Ink)
	f.XRange(0, 1)
	f.YRange(0, 1)
	f.Drag("t", "", 0.35, 0.5)
	return f
}

func TestDrawIsWellFormedAndThemed(t *testing.T) {
	svg, err := everything().Draw()
	if err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(strings.NewReader("<svg>" + svg.Body + "</svg>"))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the markup is not well-formed: %v", err)
		}
		el, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range el.Attr {
			if a.Name.Local == "style" {
				t.Errorf("<%s> has a style attribute, which the page's policy blocks", el.Name.Local)
			}
			paint := a.Name.Local == "fill" || a.Name.Local == "stroke"
			if paint && !strings.HasPrefix(a.Value, "var(--") && a.Value != "none" {
				t.Errorf("<%s> is painted %q, which does not follow the theme", el.Name.Local, a.Value)
			}
		}
	}
	if strings.Contains(svg.Body, "NaN") {
		t.Error("the markup holds NaN")
	}
}

func TestScatterIsCompact(t *testing.T) {
	f := figure.New("Cloud", "x", "y")
	f.Describe("A cloud.")
	f.Scatter("", cloud(1000), figure.Blue, figure.Circle)
	svg, err := f.Draw()
	if err != nil {
		t.Fatal(err)
	}
	if len(svg.Body) > 20_000 {
		t.Errorf("1000 points take %d bytes, want at most 20000", len(svg.Body))
	}
}

func TestAxesMapHandles(t *testing.T) {
	svg, err := everything().Draw()
	if err != nil {
		t.Fatal(err)
	}
	a, h := svg.Axes, svg.Handles[0]
	x := a.XMin + (h.PX-a.Left)/(a.Right-a.Left)*(a.XMax-a.XMin)
	y := a.YMin + (a.Bottom-h.PY)/(a.Bottom-a.Top)*(a.YMax-a.YMin)
	if math.Abs(x-0.35) > 1e-9 || math.Abs(y-0.5) > 1e-9 {
		t.Errorf("the handle maps back to (%g, %g), want (0.35, 0.5)", x, y)
	}
}

func TestMistakesSurfaceWhenDrawn(t *testing.T) {
	tests := map[string]struct {
		build func(f *figure.Figure)
		want  string
	}{
		"no description": {func(f *figure.Figure) { f.Describe("") }, "description"},
		"NaN point":      {func(f *figure.Figure) { f.Line("l", plotter.XYs{{X: math.NaN()}}, figure.Blue) }, `line "l"`},
		"bars":           {func(f *figure.Figure) { f.Bars("b", []string{"a"}, nil, figure.Blue) }, "1 names for 0 values"},
		"log of zero":    {func(f *figure.Figure) { f.LogX(); f.XRange(0, 1) }, "positive start"},
		"raster size":    {func(f *figure.Figure) { f.Regions(0, 1, 0, 1, 0, 5, nil) }, "1 to 400"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			f := figure.New("F", "x", "y")
			f.Describe("d")
			tc.build(f)
			_, err := f.Draw()
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Draw: %v, want an error with %q", err, tc.want)
			}
		})
	}
}

func TestLegendOutsideTheDrawing(t *testing.T) {
	f := figure.New("F", "x", "y")
	f.Describe("d")
	f.Func("one entry", func(x float64) float64 { return math.Sqrt(x) / (x - 0.5) * 0 }, -1, 1, figure.Blue)
	svg, err := f.Draw()
	if err != nil {
		t.Fatal(err)
	}
	if len(svg.Legend) != 1 || svg.Legend[0].Mark != notebook.MarkLine {
		t.Errorf("legend %+v, want the one line", svg.Legend)
	}
}

func BenchmarkScatterAndLine(b *testing.B) {
	pts := cloud(200)
	for b.Loop() {
		f := figure.New("F", "x", "y")
		f.Describe("d")
		f.Scatter("points", pts, figure.Blue, figure.Circle)
		f.Func("fit", math.Sqrt, 0, 1, figure.Red)
		if _, err := f.Draw(); err != nil {
			b.Fatal(err)
		}
	}
}
