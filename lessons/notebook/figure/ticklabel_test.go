package figure

import (
	"regexp"
	"strings"
	"testing"
)

func TestLinearTicks(t *testing.T) {
	for _, test := range []struct {
		lo, hi float64
		labels string
	}{
		{0, 1, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{-2, 2, "−2 −1 0 1 2"},
		{-0.1, 0.1, "−0.10 −0.05 0.00 0.05 0.10"},
		{0, 3e6, "0 5×10⁵ 10⁶ 1.5×10⁶ 2×10⁶ 2.5×10⁶ 3×10⁶"},
		{-4e-5, 0, "−4×10⁻⁵ −3×10⁻⁵ −2×10⁻⁵ −10⁻⁵ 0"},
		{1, 1.00005, "1.00000 1.00001 1.00002 1.00003 1.00004 1.00005"},
	} {
		var labels []string
		for _, tick := range (ticks{}).Ticks(test.lo, test.hi) {
			labels = append(labels, tick.Label)
		}
		if got := strings.Join(labels, " "); got != test.labels {
			t.Errorf("[%g, %g]: labels %q, want %q", test.lo, test.hi, got, test.labels)
		}
	}
}

func TestScientific(t *testing.T) {
	for v, want := range map[float64]string{
		1e4: "10⁴", 1e-3: "10⁻³", -1e12: "−10¹²",
		2.5e6: "2.5×10⁶", -1.234e-9: "−1.23×10⁻⁹", 9.999e5: "10⁶",
	} {
		if got := scientific(v); got != want {
			t.Errorf("scientific(%g) = %q, want %q", v, got, want)
		}
	}
}

func TestLogLabel(t *testing.T) {
	for v, want := range map[float64]string{
		0.1 * 0.1: "0.01", 0.1: "0.1", 1: "1", 1000: "1000", 9999.9999999: "10⁴", 0.00999999999999: "0.01", 5000: "5000",
	} {
		if got := logLabel(v); got != want {
			t.Errorf("logLabel(%v) = %q, want %q", v, got, want)
		}
	}
}

// The reader's font is not the one whose widths gonum knows, so the page
// aligns the text: labels end at their axis and are centred below their marks.
func TestLabelsKeepTheirAlignment(t *testing.T) {
	fig := New("t", "an x axis", "a y axis")
	fig.Describe("d")
	fig.XRange(0, 100)
	fig.YRange(-2, 2)
	svg, err := fig.Draw()
	if err != nil {
		t.Fatal(err)
	}
	for label, anchor := range map[string]string{
		"−2": "end", "2": "end", "40": "middle", "an x axis": "middle", "a y axis": "middle",
	} {
		text := regexp.MustCompile(`<text[^>]*>` + label + `</text>`).FindString(svg.Body)
		if !strings.Contains(text, `text-anchor="`+anchor+`"`) {
			t.Errorf("label %q is drawn by %s, want the anchor %q", label, text, anchor)
		}
	}
}
