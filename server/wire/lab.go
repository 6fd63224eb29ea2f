package wire

// LabLine is one line of the lab's answer: progress while it runs, then the
// summary or an error.
type LabLine struct {
	// The state of the run.
	Progress *LabProgress `json:"progress,omitempty"`
	// The outcome of the run.
	Summary *LabSummary `json:"summary,omitempty"`
	// Why the run did not finish.
	Error string `json:"error,omitempty"`
}

// LabProgress is the state of a run. Sent is the sum of OK, Failed and InFlight.
type LabProgress struct {
	// Milliseconds since the start.
	ElapsedMS int64 `json:"elapsedMs"`
	// What is happening, in words.
	Phase string `json:"phase"`
	// The servers.
	Replicas []LabReplica `json:"replicas"`
	// Requests sent.
	Sent int `json:"sent"`
	// Requests that have not been answered yet.
	InFlight int `json:"inFlight"`
	// Requests answered.
	OK LabCounts `json:"ok"`
	// Requests lost.
	Failed LabCounts `json:"failed"`
}

// LabReplica is one server.
type LabReplica struct {
	// Its name: "v1-a".
	Name string `json:"name"`
	// Its version: "v1" or "v2".
	Version string `json:"version"`
	// What it is doing.
	State ReplicaState `json:"state"`
}

// ReplicaState is what a server of the lab is doing.
type ReplicaState string

// The states of a replica, in the order in which it goes through them.
const (
	ReplicaStarting ReplicaState = "starting"
	ReplicaReady    ReplicaState = "ready"
	ReplicaDraining ReplicaState = "draining"
	ReplicaGone     ReplicaState = "gone"
)

// LabCounts counts requests by the version that they were sent to.
type LabCounts struct {
	// To version 1.
	V1 int `json:"v1"`
	// To version 2.
	V2 int `json:"v2"`
	// To none, because no endpoint was known.
	Other int `json:"other"`
}

// LabSummary is the outcome of a run. Every request has been answered or has
// failed.
type LabSummary struct {
	// Whether servers were drained before they stopped.
	Drain bool `json:"drain"`
	// Duration of the run in milliseconds.
	ElapsedMS int64 `json:"elapsedMs"`
	// Requests sent.
	Sent int `json:"sent"`
	// Requests answered.
	OK LabCounts `json:"ok"`
	// Requests lost.
	Failed LabCounts `json:"failed"`
	// Requests lost, by reason.
	Reasons map[string]int `json:"reasons"`
	// Milliseconds within which half of the requests were answered; 0 if none was.
	P50MS float64 `json:"p50Ms"`
	// Milliseconds within which 99 % of the requests were answered; 0 if none was.
	P99MS float64 `json:"p99Ms"`
}
