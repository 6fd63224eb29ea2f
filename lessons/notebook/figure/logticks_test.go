package figure

import (
	"strings"
	"testing"
)

func TestLogTicks(t *testing.T) {
	for _, test := range []struct {
		lo, hi float64
		labels string
	}{
		{1e-8, 1e4, "1e-8 1e-6 1e-4 0.01 1 100 10000"},
		{1, 100, "1 10 100"},
		{1e-6, 10, "1e-6 1e-5 1e-4 0.001 0.01 0.1 1 10"},
		{2, 9, "2 5"},
		{100, 1e7, "100 1000 10000 100000 1e6 1e7"},
		{0, 1, ""},
		{5, 5, ""},
	} {
		var labels []string
		for _, tick := range (logTicks{}).Ticks(test.lo, test.hi) {
			if tick.Value < test.lo || tick.Value > test.hi {
				t.Errorf("[%g, %g] has a mark at %g", test.lo, test.hi, tick.Value)
			}
			if tick.Label != "" {
				labels = append(labels, tick.Label)
			}
		}
		if got := strings.Join(labels, " "); got != test.labels {
			t.Errorf("[%g, %g]: labels %q, want %q", test.lo, test.hi, got, test.labels)
		}
	}
}
