package figure

import (
	"math"
	"strings"
	"testing"
)

// A log axis leaves no more room than a linear one, and keeps its label.
func TestLogAxesUseTheirRoom(t *testing.T) {
	draw := func(log bool) *Figure {
		fig := New("t", "a rather long label of the x axis", "a rather long label of the y axis")
		fig.Describe("d")
		fig.XRange(1, 100)
		fig.YRange(1, 100)
		if log {
			fig.LogX()
			fig.LogY()
		}
		return fig
	}
	plain, err := draw(false).Draw()
	if err != nil {
		t.Fatal(err)
	}
	log, err := draw(true).Draw()
	if err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]float64{
		"top": log.Axes.Top - plain.Axes.Top, "right": log.Axes.Right - plain.Axes.Right,
		"bottom": log.Axes.Bottom - plain.Axes.Bottom, "left": log.Axes.Left - plain.Axes.Left,
	} {
		if math.Abs(d) > 12 {
			t.Errorf("the %s of the data area moves by %.1f", name, d)
		}
	}
	for _, label := range []string{"label of the x axis", "label of the y axis"} {
		if !strings.Contains(log.Body, label) {
			t.Errorf("no %q", label)
		}
	}
}
