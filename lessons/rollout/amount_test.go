package rollout

import (
	"errors"
	"testing"

	"k8s.io/apimachinery/pkg/util/intstr"
)

func TestLimits(t *testing.T) {
	tests := []struct {
		surge, unavailable       string
		replicas                 int
		wantSurge, wantUnavailab int
		err                      error
	}{
		{"25%", "25%", 10, 3, 2, nil}, // the defaults: 2.5 rounds up for surge, down for unavailable
		{"25%", "25%", 3, 1, 0, nil},
		{"25%", "25%", 1, 1, 0, nil},
		{"30%", "30%", 10, 3, 3, nil}, // the API's own example: 130 % and 70 %
		{"1", "0", 3, 1, 0, nil},
		{"0", "1", 3, 0, 1, nil},
		{"0", "25%", 3, 0, 1, nil}, // both round to nothing: one pod may be unavailable
		{"0%", "10%", 9, 0, 1, nil},
		{"200%", "100%", 4, 8, 4, nil},
		{"1", "9", 4, 1, 4, nil}, // no more can be missing than there are
		{"0", "0", 3, 0, 0, ErrBothZero},
		{"0%", "0", 3, 0, 0, ErrBothZero},
		{"0", "0%", 3, 0, 0, ErrBothZero},
		{"1", "101%", 3, 0, 0, ErrOver100},
	}
	for _, tt := range tests {
		surge, err1 := ParseAmount(tt.surge)
		unavailable, err2 := ParseAmount(tt.unavailable)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		s, u, err := Limits(surge, unavailable, tt.replicas)
		if s != tt.wantSurge || u != tt.wantUnavailab || !errors.Is(err, tt.err) {
			t.Errorf("Limits(%s, %s, %d) = %d, %d, %v; want %d, %d, %v",
				tt.surge, tt.unavailable, tt.replicas, s, u, err, tt.wantSurge, tt.wantUnavailab, tt.err)
		}
	}
	if _, _, err := Limits(Pods(-1), Pods(1), 3); !errors.Is(err, ErrNegative) {
		t.Errorf("a negative surge gave %v, want %v", err, ErrNegative)
	}
}

// TestRoundingMatchesKubernetes compares with the function that Kubernetes uses.
func TestRoundingMatchesKubernetes(t *testing.T) {
	for replicas := range 60 {
		for percent := range 151 {
			text := intstr.FromString(Percent(percent).String())
			up, err1 := intstr.GetScaledValueFromIntOrPercent(&text, replicas, true)
			down, err2 := intstr.GetScaledValueFromIntOrPercent(&text, replicas, false)
			if err1 != nil || err2 != nil {
				t.Fatal(err1, err2)
			}
			a := Percent(percent)
			if a.RoundUp(replicas) != up || a.RoundDown(replicas) != down {
				t.Fatalf("%s of %d pods: got %d up, %d down; Kubernetes has %d and %d",
					a, replicas, a.RoundUp(replicas), a.RoundDown(replicas), up, down)
			}
		}
	}
}

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]Amount{"0": Pods(0), "12": Pods(12), "25%": Percent(25), " 5% ": Percent(5)} {
		if got, err := ParseAmount(text); err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "%", "-1", "-5%", "2.5", "many", "5%%"} {
		if got, err := ParseAmount(text); err == nil {
			t.Errorf("ParseAmount(%q) = %v, want an error", text, got)
		}
	}
}
