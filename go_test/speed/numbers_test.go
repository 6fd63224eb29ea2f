package speed

import (
	"fmt"
	"os"
	"slices"
	"strings"
)

func median(times []float64) float64 {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

// spread describes the distribution of a list of times in words.
func spread(times []float64) string {
	if len(times) == 0 {
		return "not measured"
	}
	sorted := slices.Sorted(slices.Values(times))
	n := len(sorted)
	return fmt.Sprintf("median %.1f ms, best %.1f, p95 %.1f, worst %.1f (n = %d)",
		sorted[n/2], sorted[0], sorted[n*95/100], sorted[n-1], n)
}

// loadAverage says how busy the machine is, if it has /proc.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}
