package server

import (
	"flag"
	"slices"
	"testing"
	"time"
)

var ratios = flag.Bool("ratios", false, "measure the server against a bare net/http handler and print the ratios")

// TestPrintRatios measures side by side, in turns, so that whatever else the
// machine does meets both alike:
//
//	go test ./server -run PrintRatios -ratios -v
//
// Times differ from machine to machine; they are printed, never asserted.
func TestPrintRatios(t *testing.T) {
	if !*ratios {
		t.Skip("a measurement: run with -ratios -v on a quiet machine")
	}
	s := newCourse(t, keepAll)
	ours := serve(t, s.Handler())
	page := serve(t, bare(t, s, loadPage))
	step := serve(t, bare(t, s, loadCurve))

	compare(t, "page / bare handler", 0.8, newFleet(t, ours, loadPage), newFleet(t, page, loadPage))
	compare(t, "cached slider step / bare handler", 0.5, newFleet(t, ours, loadCurve), newFleet(t, step, loadCurve))
	compare(t, "cached slider step / page's bare handler", 0.5, newFleet(t, ours, loadCurve), newFleet(t, page, loadPage))

	ours = serve(t, newCourse(t, keepNothing).Handler())
	latency(t, "uncached slider step, lines", 5*time.Millisecond, dial(t, ours, loadCurve))
	latency(t, "uncached slider step, regions 100×100", 25*time.Millisecond, dial(t, ours, loadRegions))
}

// compare prints how many requests a answers for each that b does.
func compare(t *testing.T, what string, goal float64, a, b fleet) {
	const rounds, each = 101, 20 * time.Millisecond // in short turns, because busy machines change their pace
	var as, bs, quotients []float64
	for range rounds {
		ra, rb := a.rate(t, each), b.rate(t, each)
		as, bs, quotients = append(as, ra), append(bs, rb), append(quotients, ra/rb)
	}
	t.Logf("%-42s %.2f   (goal at least %.1f; medians %.0f and %.0f requests/s)",
		what, median(quotients), goal, median(as), median(bs))
}

// latency prints how long a request takes, from sending it to the last byte.
func latency(t *testing.T, what string, goal time.Duration, c *client) {
	const rounds = 101
	var times []time.Duration
	for range rounds {
		start := time.Now()
		if err := c.ask(); err != nil {
			t.Fatal(err)
		}
		times = append(times, time.Since(start))
	}
	took := median(times)
	t.Logf("%-42s %.2f   (of the %s it may take; median %s)",
		what, took.Seconds()/goal.Seconds(), goal, took.Round(10*time.Microsecond))
}

func median[T float64 | time.Duration](of []T) T {
	slices.Sort(of)
	return of[len(of)/2]
}
