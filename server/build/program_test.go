package build

import (
	"fmt"
	"math"
	"testing"
	"time"

	"abacus/go_test/node"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
	"abacus/server/build/program"
	"abacus/server/wire"
)

func TestEditChangesTheCell(t *testing.T) {
	b := builder(t)
	p := mustBuild(t, b, Request{Lesson: "entropy", Cells: []string{"BinaryCurve", "NatsAndBits"},
		Edits: edit("Entropy", `// Entropy in nats, with a helper of its own.
func Entropy(p []float64) float64 {
	if len(p) == 3 {
		var none []float64
		return none[7]
	}
	return floats.Sum(terms2(p))
}

func terms2(p []float64) []float64 {
	list := slices.Clone(p)
	for i, share := range p {
		list[i] = -share * math.Log(max(share, 1e-300))
	}
	return list
}`)})
	out := node.Run(t, p.Plain,
		node.Call{Cell: "BinaryCurve", Options: wire.RunOptions{Inputs: map[string]string{"p": "0.5"}}},
		node.Call{Cell: "NatsAndBits"},
		node.Call{Cell: "BinaryCurve", Options: wire.RunOptions{Inputs: map[string]string{"p": "0.5"}}})
	want := fmt.Sprintf("%.4f", math.Ln2)
	if got := out[0].Values["h"]; got != want {
		t.Errorf("H(0.5) = %s with the edit, want ln 2 = %s", got, want)
	}
	if out[1].Panic == nil || len(out[1].Panic.Frames) == 0 {
		t.Fatalf("panic = %+v, want one with frames", out[1].Panic)
	}
	if f := out[1].Panic.Frames[0]; f.File != "yours/Entropy" || f.Line != 5 || f.Function != "Entropy" {
		t.Errorf("panic at %+v, want line 5 of the learner's Entropy", f)
	}
	if f := out[1].Panic.Frames[1]; f.File != "lesson/NatsAndBits" {
		t.Errorf("called from %+v, want the lesson's NatsAndBits", f)
	}
	if got := out[2].Values["h"]; got != want {
		t.Errorf("after a panic H(0.5) = %s, want %s", got, want)
	}
}

func TestCellsOfTheLearnersOwn(t *testing.T) {
	p := mustBuild(t, builder(t), Request{Lesson: "gini", Cells: []string{"Mine"}, Edits: edit(
		"Scratch",
		"// Mine is new.\nfunc Mine(nb *notebook.Cell) {\n\tnb.Printf(\"%.3f %.3f\", Gini([]float64{0.5, 0.5}), "+
			"entropy.Entropy([]float64{0.5, 0.5}))\n}",
	)})
	out := node.Run(t, p.Plain, node.Call{Cell: "Mine"})
	if len(out[0].Events) != 1 || out[0].Events[0].Text != "0.500 1.000" {
		t.Errorf("events %+v, want the text 0.500 1.000", out[0].Events)
	}
}

// TestUneditedLessonsAgree: every cell of every lesson, as it ships, shows as
// WebAssembly what it shows on the server. Each lesson is built as one program,
// as a learner's is.
func TestUneditedLessonsAgree(t *testing.T) {
	b := builder(t)
	compared := 0
	for _, l := range lessons.All() {
		t.Run(l.Slug, func(t *testing.T) {
			p := mustBuild(t, b, Request{Lesson: l.Slug})
			var calls []node.Call
			for _, name := range p.Cells {
				calls = append(calls, node.Call{Cell: name, Options: wire.RunOptions{AllFrames: true, NoTiming: true}})
			}
			cells := l.WithChecks()
			if len(calls) != len(cells) {
				t.Errorf("program has cells %v, the lesson %d", p.Cells, len(cells))
			}
			compared += len(calls)
			start := time.Now()
			for i, got := range node.Run(t, p.Plain, calls...) {
				want := program.Outcome{
					Output: notebook.Run(cells[calls[i].Cell], notebook.Options{AllFrames: true, NoTiming: true}),
				}
				if diff := notebooktest.Differ(string(program.Encode(got.Outcome)), string(program.Encode(want))); diff != "" {
					t.Errorf("%s: %s", calls[i].Cell, diff)
				}
			}
			t.Logf("%d cells, %d bytes, %s in node", len(calls), len(p.Plain), time.Since(start).Round(time.Millisecond))
		})
	}
	if compared < 80 {
		t.Errorf("only %d cells were compared", compared)
	}
}

func TestProgramSizes(t *testing.T) {
	b := builder(t)
	text := mustBuild(t, b, Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}})
	plot := mustBuild(t, b, Request{Lesson: "entropy", Cells: []string{"BinaryCurve"}})
	t.Logf("text program %d bytes, brotli %d, gzip %d", len(text.Plain), len(text.Brotli()), len(text.Gzip()))
	t.Logf("plot program %d bytes, brotli %d, gzip %d", len(plot.Plain), len(plot.Brotli()), len(plot.Gzip()))
	if len(text.Plain) > 5<<20 {
		t.Errorf("a text program has %d bytes: does it link gonum/plot?", len(text.Plain))
	}
	if len(plot.Plain) > 12<<20 {
		t.Errorf("a plot program has %d bytes, more than 12 MiB", len(plot.Plain))
	}
	if got := text.Brotli(); len(got) == 0 || len(got) > text.Cost()-len(text.Plain) {
		t.Errorf("compressed to %d bytes, which the cache counts as %d", len(got), text.Cost()-len(text.Plain))
	}
}
