package rollout

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strconv"
	"testing"
	"time"

	"abacus/lessons/notebook"
)

// faults matches what no cell may show.
var faults = regexp.MustCompile(`\bNaN\b|\bInf\b|%!`)

// setting returns a value of the input: an end of its range, or any other.
func setting(in notebook.Input, rng *rand.Rand) string {
	if in.Kind == notebook.InputCheckbox {
		return []string{"on", "off"}[rng.IntN(2)]
	}
	if len(in.Options) > 0 {
		return in.Options[rng.IntN(len(in.Options))]
	}
	r := in.Range
	v := []float64{r.Min, r.Max, r.Snap(r.Min + rng.Float64()*(r.Max-r.Min))}[rng.IntN(3)]
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func TestCellsForManyInputs(t *testing.T) {
	for name, cell := range Cells() {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(5, 0))
			inputs := notebook.Run(cell, notebook.Options{}).Inputs
			for range 100 {
				chosen := map[string]string{}
				for _, in := range inputs {
					chosen[in.Name] = setting(in, rng)
				}
				opts := notebook.Options{Inputs: chosen, AllFrames: rng.IntN(10) == 0}
				out := notebook.Run(cell, opts)
				if len(out.Events) == 0 || len(out.Inputs) != len(inputs) || len(out.Notices) > 0 {
					t.Fatalf("%v: %d events, %d inputs, %v", chosen, len(out.Events), len(out.Inputs), out.Notices)
				}
				checkEvents(t, chosen, out.Events)
				if again := notebook.Run(cell, opts); !reflect.DeepEqual(out, again) {
					t.Errorf("%v: differs from run to run", chosen)
				}
			}
		})
	}
}

// checkEvents fails for an error box, a fault in any text, and a figure
// without a description.
func checkEvents(t *testing.T, chosen map[string]string, events []notebook.Event) {
	t.Helper()
	for _, e := range events {
		if text := fmt.Sprint(e.Text, e.Table); e.Kind == notebook.KindError || faults.MatchString(text) {
			t.Errorf("%v: %s", chosen, text)
		}
		if d := e.Drawing; d != nil && (faults.MatchString(d.Body+d.Description) || d.Description == "" || len(d.Body) < 100) {
			t.Errorf("%v: drawing %q is not sound: %s", chosen, d.Title, d.Description)
		}
		checkEvents(t, chosen, e.Events)
		if e.Animation != nil {
			for _, frame := range e.Animation.Frames {
				checkEvents(t, chosen, frame)
			}
		}
	}
}

// TestCellsAreQuick allows ten times the 5 ms that a slider step should take,
// for machines that are busy with other tests.
func TestCellsAreQuick(t *testing.T) {
	for name, cell := range Cells() {
		best := time.Hour
		for range 5 {
			started := time.Now()
			notebook.Run(cell, notebook.Options{})
			best = min(best, time.Since(started))
		}
		t.Logf("%s: %v", name, best)
		if best > 50*time.Millisecond {
			t.Errorf("%s takes %v", name, best)
		}
	}
}

// TestAnimationIsSmall keeps all frames together below what a page can carry.
func TestAnimationIsSmall(t *testing.T) {
	out := notebook.Run(Requests, notebook.Options{AllFrames: true})
	for _, e := range out.Events {
		if e.Animation == nil {
			continue
		}
		total := 0
		for _, frame := range e.Animation.Frames {
			total += len(frame[0].Drawing.Body)
		}
		if e.Animation.Count != frames || total/frames > 4000 {
			t.Errorf("%d frames of %d bytes on average", e.Animation.Count, total/frames)
		}
		return
	}
	t.Error("no animation")
}

func values(t *testing.T, name string) map[string]string {
	t.Helper()
	return notebook.Run(Cells()[name], notebook.Options{}).Values
}

// TestValuesForTheProse holds the numbers that content/rollout.md builds on.
func TestValuesForTheProse(t *testing.T) {
	tests := []struct{ cell, value, want string }{
		{"Calculator", "surge", "3"},
		{"Calculator", "unavailable", "2"},
		{"Simulator", "finished", "28"},
		{"Stalled", "stalled", "30"},
		{"Stalled", "least", "3"},
		{"Stalled", "lost", "0"},
		{"NodeDrain", "least", "5"},
		{"PreStop", "expected", "16.0"},
	}
	for _, tt := range tests {
		if got := values(t, tt.cell)[tt.value]; got != tt.want {
			t.Errorf("%s.%s = %q, want %q", tt.cell, tt.value, got, tt.want)
		}
	}
}
