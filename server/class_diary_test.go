//go:build unix

package server

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// diary is what all learners waited for.
type diary struct {
	mu sync.Mutex
	by map[string]*entryOf
}

type entryOf struct {
	took                  []time.Duration
	refused, busy, failed int
	bytes                 int
	problem               []byte
}

func (d *diary) note(what string, a answerOf, took time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.by[what] == nil {
		d.by[what] = &entryOf{}
	}
	switch e := d.by[what]; a.code {
	case http.StatusOK, http.StatusCreated, http.StatusNoContent:
		e.took = append(e.took, took)
		e.bytes += len(a.body)
	case http.StatusTooManyRequests:
		e.refused++
	case http.StatusServiceUnavailable:
		e.busy++
	default:
		e.failed++
		e.problem = bytes.Clone(a.body[:min(len(a.body), 300)])
	}
}

// count returns how much was done.
func (d *diary) count() (n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, e := range d.by {
		n += len(e.took)
	}
	return n
}

// print writes a table for the README.
func (d *diary) print(t *testing.T) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	var b strings.Builder
	b.WriteString(
		"\n| what a learner does | done | failed | told to wait | median | p95 | worst | KB " +
			"|\n|---|---|---|---|---|---|---|---|\n",
	)
	for _, what := range slices.Sorted(maps.Keys(d.by)) {
		e := d.by[what]
		if e.failed > 0 {
			t.Errorf("%s failed %d times: %s", what, e.failed, e.problem)
		}
		if e.refused > 0 {
			t.Errorf("%s: the rates stopped an honest class %d times", what, e.refused)
		}
		slices.Sort(e.took)
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %s | %s | %s | %d |\n", what, len(e.took), e.failed, e.busy+e.refused,
			e.at(50), e.at(95), e.at(100), e.bytes/max(len(e.took), 1)>>10)
	}
	t.Log(b.String())
}

// at returns what so many of a hundred did not wait longer than.
func (e *entryOf) at(percent int) string {
	if len(e.took) == 0 {
		return "–"
	}
	switch d := e.took[(len(e.took)-1)*percent/100]; {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
	case d < time.Second:
		return fmt.Sprintf("%.0f ms", d.Seconds()*1000)
	default:
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
}

// trends prints what the server took over the time, and fails where its
// memory grows on after the first third, in which caches fill.
func trends(t *testing.T, all []sample) {
	t.Helper()
	later := all[len(all)/3:]
	var b strings.Builder
	b.WriteString("\n| what the server takes | after a third | at the end | most | per minute |\n|---|---|---|---|---|\n")
	for _, of := range []struct {
		name string
		what func(sample) float64
	}{
		{"heap, live (MB)", func(s sample) float64 { return s.Live }},
		{"resident (MB)", func(s sample) float64 { return s.Resident }},
		{"goroutines", func(s sample) float64 { return s.Goroutines }},
		{"open files", func(s sample) float64 { return s.Files }},
	} {
		most := 0.0
		for _, s := range all {
			most = max(most, of.what(s))
		}
		start, end := mean(later[:len(later)/4+1], of.what), mean(later[len(later)-len(later)/4-1:], of.what)
		fmt.Fprintf(&b, "| %s | %.0f | %.0f | %.0f | %+.1f |\n", of.name, start, end, most, slope(later, of.what))
		if *lasting >= 5*time.Minute && end > 1.2*start+20 {
			t.Errorf("%s grew from %.0f to %.0f", of.name, start, end)
		}
	}
	t.Log(b.String())
}

func mean(list []sample, what func(sample) float64) (m float64) {
	for _, s := range list {
		m += what(s) / float64(len(list))
	}
	return m
}

// slope returns how much something grows in a minute, by least squares.
func slope(list []sample, what func(sample) float64) float64 {
	minutes := func(s sample) float64 { return s.At.Sub(list[0].At).Minutes() }
	x, y := mean(list, minutes), mean(list, what)
	var xy, xx float64
	for _, s := range list {
		xy += (minutes(s) - x) * (what(s) - y)
		xx += (minutes(s) - x) * (minutes(s) - x)
	}
	if xx == 0 {
		return 0
	}
	return xy / xx
}

// TestSlope: what grows by three in a minute does.
func TestSlope(t *testing.T) {
	var list []sample
	for i := range 10 {
		list = append(list, sample{At: time.Unix(int64(60*i), 0), Live: 7 + 3*float64(i)})
	}
	if got := slope(list, func(s sample) float64 { return s.Live }); got < 2.999 || got > 3.001 {
		t.Errorf("slope %g, want 3", got)
	}
}
