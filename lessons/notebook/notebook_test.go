package notebook_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

func TestRangeSnap(t *testing.T) {
	tests := []struct {
		r        notebook.Range
		in, want float64
	}{
		{notebook.Steps(0, 1, 0.1), 0.1 + 2*0.1, 0.3},
		{notebook.Steps(0, 1, 0.1), 0.34, 0.3},
		{notebook.Steps(0, 1, 0.1), -5, 0},
		{notebook.Steps(0, 1, 0.1), 7, 1},
		{notebook.Steps(0.25, 1, 0.5), 1, 0.75},  // the top is not on the grid
		{notebook.Steps(0, 0.7, 0.01), 0.7, 0.7}, // 70*0.01 is a little more
		{notebook.Steps(-3, 3, 1), -0.4, 0},
		{notebook.Steps(0.001, 0.1, 0.001), 0.0204, 0.02},
	}
	for _, tc := range tests {
		if got := tc.r.Snap(tc.in); got != tc.want {
			t.Errorf("%v.Snap(%g) = %g, want %g", tc.r, tc.in, got, tc.want)
		}
	}
}

// kitchenSink asks for every kind of input and shows every kind of output.
func kitchenSink(nb *notebook.Cell) {
	p := nb.Slider("p", "share", 0.3, notebook.Steps(0, 1, 0.1))
	k := nb.Int("k", "neighbours", 3, 1, 9)
	n := nb.Number("n", "points", 10, notebook.Steps(0, 100, 1))
	m := nb.Select("m", "metric", "Euclidean", "Manhattan")
	on := nb.Checkbox("on", "noise", true)
	x, y := nb.Point("q", "query", 0.5, 0.5, notebook.Steps(0, 1, 0.1), notebook.Steps(0, 1, 0.1))
	moves := nb.Buttons("b", "guess", 3, "lower", "higher")
	nb.Printf("%g %d %g %s %t %g %g", p, k, n, m, on, x, y)
	nb.Printf(" %v\n", moves)
	nb.Value("p", "%.2f", p)
	nb.Table(notebook.Table{Columns: []string{"a"}, Rows: [][]string{{"1"}}})
	d := diagram.New("Dot", 10, 10)
	d.Describe("A dot.")
	d.Circle(5, 5, 2, diagram.Style{Fill: palette.Accent.Alpha(0.5)})
	nb.Row(func() { nb.Show(d) })
	nb.Animate("step", "step", 4, 3, func(i int) { nb.Say("frame %d", i) })
}

func TestInputs(t *testing.T) {
	tests := []struct {
		name    string
		inputs  map[string]string
		text    string
		notices int
	}{
		{"defaults", nil, "0.3 3 10 Euclidean true 0.5 0.5 []\n", 0},
		{
			"given",
			map[string]string{
				"p": "0.7", "k": "5", "n": "20", "m": "Manhattan", "on": "off", "q.x": "0.1", "q.y": "1", "b": "0.1",
			},
			"0.7 5 20 Manhattan false 0.1 1 [lower higher]\n",
			0,
		},
		{"outside the range", map[string]string{"p": "-9", "k": "1e9", "n": "-1"}, "0 9 0 Euclidean true 0.5 0.5 []\n", 0},
		{
			"nonsense",
			map[string]string{"p": "x", "k": "NaN", "m": "<b>", "on": "maybe", "b": "0.7"},
			"0.3 3 10 Euclidean true 0.5 0.5 []\n",
			5,
		},
		{"too many presses", map[string]string{"b": "0.0.0.0.0"}, "0.3 3 10 Euclidean true 0.5 0.5 [lower lower lower]\n", 0},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			out := notebook.Run(kitchenSink, notebook.Options{Inputs: tc.inputs})
			if got := out.Events[0].Text; got != tc.text {
				t.Errorf("text %q, want %q", got, tc.text)
			}
			if len(out.Notices) != tc.notices {
				t.Errorf("notices %q, want %d", out.Notices, tc.notices)
			}
		})
	}
}

func TestOutputSurvivesJSON(t *testing.T) {
	out := notebook.Run(kitchenSink, notebook.Options{AllFrames: true})
	data, err := json.Marshal(out)
	if err != nil {
		t.Fatal(err)
	}
	var back notebook.Output
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(out, back) {
		t.Errorf("the output changed on its way through JSON:\n%+v\n%+v", out, back)
	}
}

func TestAnimationDrawsOnlyWhatIsAsked(t *testing.T) {
	frames := func(opts notebook.Options) map[int][]notebook.Event {
		events := notebook.Run(kitchenSink, opts).Events
		return events[len(events)-1].Animation.Frames
	}
	poster := frames(notebook.Options{})
	if len(poster) != 1 || poster[3][0].Text != "frame 3" {
		t.Errorf("first paint has frames %v, want only the poster 3", poster)
	}
	if f := frames(notebook.Options{Inputs: map[string]string{"step": "99"}}); len(f) != 1 || f[3] == nil {
		t.Errorf("a frame past the end gave %v, want the last", f)
	}
	if f := frames(notebook.Options{AllFrames: true}); len(f) != 4 {
		t.Errorf("all frames gave %d, want 4", len(f))
	}
}

func TestMisdeclaredInputsAreReported(t *testing.T) {
	cells := map[string]func(*notebook.Cell){
		"two inputs":      func(nb *notebook.Cell) { nb.Int("k", "k", 1, 0, 2); nb.Int("k", "k", 1, 0, 2) },
		"has the default": func(nb *notebook.Cell) { nb.Int("k", "k", 9, 0, 2) },
		"empty range":     func(nb *notebook.Cell) { nb.Int("k", "k", 1, 2, 0) },
		"needs a label":   func(nb *notebook.Cell) { nb.Int("k", "", 1, 0, 2) },
		"needs options":   func(nb *notebook.Cell) { nb.Select("k", "k") },
		"identifier":      func(nb *notebook.Cell) { nb.Checkbox("a b", "k", true) },
		"frames":          func(nb *notebook.Cell) { nb.Animate("i", "i", 1000, 0, func(int) {}) },
		"row 0 has 0":     func(nb *notebook.Cell) { nb.Table(notebook.Table{Columns: []string{"a"}, Rows: [][]string{{}}}) },
		"no description":  func(nb *notebook.Cell) { nb.Show(diagram.New("d", 1, 1)) },
	}
	for want, cell := range cells {
		out := notebook.Run(cell, notebook.Options{})
		found := false
		for _, e := range out.Events {
			found = found || e.Kind == notebook.KindError && strings.Contains(e.Text, want)
		}
		if !found {
			t.Errorf("no error with %q in %+v", want, out.Events)
		}
	}
}

func FuzzInputs(f *testing.F) {
	f.Add("p", "0.5")
	f.Add("b", "0.1.1")
	f.Add("step", "-1")
	f.Fuzz(func(t *testing.T, name, raw string) {
		out := notebook.Run(kitchenSink, notebook.Options{Inputs: map[string]string{name: raw}})
		for _, in := range out.Inputs {
			if in.Kind == notebook.InputFrame {
				continue // its range follows the number of frames
			}
			if again, err := in.Canonical(in.Value); err != nil || again != in.Value {
				t.Errorf("%s=%q settled at %q, which settles at %q, %v", name, raw, in.Value, again, err)
			}
		}
	})
}
