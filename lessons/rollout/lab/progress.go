package lab

import "encoding/json"

// State is what a replica is doing.
type State string

// The states of a replica, in the order it goes through them.
const (
	Starting State = "starting"
	Ready    State = "ready"
	Draining State = "draining"
	Gone     State = "gone"
)

// Replica is one server, as the page shows it.
type Replica struct {
	Name    string `json:"name"`    // "v1-a"
	Version string `json:"version"` // "v1" or "v2"
	State   State  `json:"state"`
}

// ByVersion counts requests by the version they were sent to. Other counts
// those that were sent to none, because no endpoint was known.
type ByVersion struct {
	V1    int `json:"v1"`
	V2    int `json:"v2"`
	Other int `json:"other"`
}

// Total adds the counts up.
func (b ByVersion) Total() int { return b.V1 + b.V2 + b.Other }

func (b *ByVersion) add(version string) {
	switch version {
	case "v1":
		b.V1++
	case "v2":
		b.V2++
	default:
		b.Other++
	}
}

// Progress is a look at a run. Sent is OK and Failed together plus InFlight.
type Progress struct {
	ElapsedMS int64     `json:"elapsed_ms"`
	Phase     string    `json:"phase"` // what is happening, in words
	Replicas  []Replica `json:"replicas"`
	Sent      int       `json:"sent"`
	InFlight  int       `json:"in_flight"`
	OK        ByVersion `json:"ok"`
	Failed    ByVersion `json:"failed"`
}

// Summary is the outcome of a run. Every request that was sent has been
// answered or has failed.
type Summary struct {
	Drain     bool           `json:"drain"`
	ElapsedMS int64          `json:"elapsed_ms"`
	Sent      int            `json:"sent"`
	OK        ByVersion      `json:"ok"`
	Failed    ByVersion      `json:"failed"`
	Reasons   map[string]int `json:"reasons"` // failures by reason: Refused, CutOff, NoEndpoint
	P50MS     float64        `json:"p50_ms"`  // milliseconds until the answer; 0 if there was none
	P99MS     float64        `json:"p99_ms"`
}

// The reasons of failures.
const (
	Refused    = "connection refused"
	CutOff     = "connection closed before the reply"
	NoEndpoint = "no endpoint"
)

// MarshalJSON writes an empty list and an empty map as such, not as null, so
// that the page need not look.
func (s Summary) MarshalJSON() ([]byte, error) {
	type plain Summary
	if s.Reasons == nil {
		s.Reasons = map[string]int{}
	}
	return json.Marshal(plain(s))
}
