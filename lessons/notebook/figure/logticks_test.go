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
		{1e-8, 1e4, "10⁻⁸ 10⁻⁶ 10⁻⁴ 0.01 1 100 10⁴"},
		{1, 100, "1 10 100"},
		{1e-6, 10, "10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 0.01 0.1 1 10"},
		{2, 9, "2 5"},
		{1e5, 9e5, "10⁵ 2×10⁵ 5×10⁵"},
		{0.002, 0.006, "2×10⁻³ 5×10⁻³"},
		{100, 1e7, "100 1000 10⁴ 10⁵ 10⁶ 10⁷"},
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
