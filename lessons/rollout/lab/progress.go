package lab

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
	Name    string // "v1-a"
	Version string // "v1" or "v2"
	State   State
}

// ByVersion counts requests by the version they were sent to. Other counts
// those that were sent to none, because no endpoint was known.
type ByVersion struct {
	V1    int
	V2    int
	Other int
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
	ElapsedMS int64
	Phase     string // what is happening, in words
	Replicas  []Replica
	Sent      int
	InFlight  int
	OK        ByVersion
	Failed    ByVersion
}

// Summary is the outcome of a run. Every request that was sent has been
// answered or has failed.
type Summary struct {
	Drain     bool
	ElapsedMS int64
	Sent      int
	OK        ByVersion
	Failed    ByVersion
	Reasons   map[string]int // failures by reason: Refused, CutOff, NoEndpoint
	P50MS     float64        // milliseconds until the answer; 0 if there was none
	P99MS     float64
}

// The reasons of failures.
const (
	Refused    = "connection refused"
	CutOff     = "connection closed before the reply"
	NoEndpoint = "no endpoint"
)
