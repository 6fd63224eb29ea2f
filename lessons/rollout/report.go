package rollout

import (
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Ledger is the books of a simulation at one moment. Every request that
// has arrived is served, dropped or still in flight.
type Ledger struct {
	Time                               float64
	Arrived, Served, Dropped, InFlight int
}

// Balanced reports whether the books add up.
func (l Ledger) Balanced() bool {
	return l.Arrived == l.Served+l.Dropped+l.InFlight
}

// Sample counts the pods by state from Time on, until the next sample.
type Sample struct {
	Time     float64
	Starting int
	Ready    [3]int // by version; index 0 is not used
	Stopping int
}

// Available is the number of pods that are ready, of either version.
func (s Sample) Available() int { return s.Ready[1] + s.Ready[2] }

// Entry is a line of the simulation's log.
type Entry struct {
	Time float64
	Text string
}

// Report is the outcome of a simulation.
type Report struct {
	Config   Config
	Arrived  int
	ServedV1 int
	ServedV2 int
	Dropped  int
	InFlight int // when the simulation ended

	Reasons map[Fate]int // the dropped requests by reason

	P50, P99 float64 // seconds from arrival to answer; 0 if nothing was served

	Finished float64 // all pods had the desired version and were ready; -1 if never
	Stalled  float64 // the progress deadline passed; -1 if never
	Drained  float64 // the last pod had left the node; -1 if never

	Pods     []Pod     // in order of creation
	Requests []Request // in order of arrival
	Samples  []Sample  // in order of time; the first is at 0
	Log      []Entry
}

// Ledger returns the books at the end.
func (r *Report) Ledger() Ledger {
	return Ledger{r.Config.Duration, r.Arrived, r.ServedV1 + r.ServedV2, r.Dropped, r.InFlight}
}

// LeastAvailable is the smallest number of pods that were ready at any moment.
func (r *Report) LeastAvailable() int {
	least := r.Config.Replicas
	for _, s := range r.Samples {
		least = min(least, s.Available())
	}
	return least
}

// MostCounted is the largest number of pods at any moment that the controller
// counts: those that have not been told to stop. It is never above Replicas and
// maxSurge together.
func (r *Report) MostCounted() int {
	return r.most(func(s Sample) int { return s.Starting + s.Available() })
}

// MostRunning is MostCounted with the pods that are still ending: all that take
// up room on a machine.
func (r *Report) MostRunning() int {
	return r.most(func(s Sample) int { return s.Starting + s.Available() + s.Stopping })
}

func (r *Report) most(count func(Sample) int) int {
	most := 0
	for _, s := range r.Samples {
		most = max(most, count(s))
	}
	return most
}

// ledger counts the requests in flight where they are, in the pods, so that it
// disagrees with the other counts if the simulation loses a request.
func (s *simulation) ledger() Ledger {
	l := Ledger{Time: s.now, Arrived: len(s.requests), Served: s.served[1] + s.served[2]}
	for _, n := range s.dropped {
		l.Dropped += n
	}
	for _, p := range s.pods {
		l.InFlight += len(p.active) + len(p.waiting)
	}
	return l
}

// sample records the states of the pods; the last record of a moment counts.
func (s *simulation) sample() {
	now := Sample{Time: s.now}
	for _, p := range s.pods {
		switch p.state {
		case Starting:
			now.Starting++
		case Ready:
			now.Ready[p.Version]++
		case Stopping:
			now.Stopping++
		}
	}
	samples := s.report.Samples
	if n := len(samples); n > 0 && samples[n-1].Time == s.now {
		samples[n-1] = now
		return
	}
	s.report.Samples = append(samples, now)
}

func (s *simulation) log(text string) {
	s.report.Log = append(s.report.Log, Entry{s.now, text})
}

// finish completes the report.
func (s *simulation) finish() *Report {
	r, end := s.report, s.ledger()
	r.Arrived, r.Dropped, r.InFlight = end.Arrived, end.Dropped, end.InFlight
	r.ServedV1, r.ServedV2 = s.served[1], s.served[2]
	r.Reasons = make(map[Fate]int)
	for why, n := range s.dropped {
		if n > 0 {
			r.Reasons[Fate(why)] = n
		}
	}
	for _, p := range s.pods {
		r.Pods = append(r.Pods, p.Pod)
	}
	var latencies []float64
	for _, q := range s.requests {
		r.Requests = append(r.Requests, q.Request)
		if q.Fate == Served {
			latencies = append(latencies, q.Ended-q.Arrived)
		}
	}
	if len(latencies) > 0 {
		slices.Sort(latencies)
		r.P50 = stat.Quantile(0.50, stat.Empirical, latencies, nil)
		r.P99 = stat.Quantile(0.99, stat.Empirical, latencies, nil)
	}
	return r
}
