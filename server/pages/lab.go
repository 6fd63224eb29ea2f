package pages

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5/middleware"

	"abacus/lessons/rollout/lab"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// rollout runs the rollout lab and streams its events, one JSON object per line. It
// ends with the request, so leaving the page stops the replicas.
func (p *Room) rollout(w http.ResponseWriter, r *http.Request) error {
	cfg, err := labConfig(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	w.Header().Set("Cache-Control", packed.NoStore)
	ctl := http.NewResponseController(w)
	send := func(line wire.LabLine) { // called by one goroutine at a time
		// A lost client ends the run through the request's context.
		_ = json.NewEncoder(w).Encode(line)
		_ = ctl.Flush()
	}
	summary, err := p.lab.Run(r.Context(), cfg, func(now lab.Progress) { send(wire.LabLine{Progress: labProgress(now)}) })
	switch {
	case errors.Is(err, lab.ErrBusy):
		send(wire.LabLine{Error: "Somebody else is running the lab on this server. Try again in a few seconds."})
	case r.Context().Err() != nil:
		// The reader has left.
	case err != nil:
		p.Log.Warn("lab failed", "id", middleware.GetReqID(r.Context()), "error", err)
		send(wire.LabLine{Error: "The rollout was interrupted."})
	default:
		send(wire.LabLine{Summary: labSummary(summary)})
	}
	return nil
}

// labConfig reads the two settings that the page offers.
func labConfig(r *http.Request) (lab.Config, error) {
	cfg := lab.DefaultConfig()
	q := r.URL.Query()
	cfg.Drain = q.Get("drain") != "off"
	if raw := q.Get("rate"); raw != "" {
		rate, err := strconv.Atoi(raw)
		if err != nil {
			return cfg, reply.BadRequest("The rate must be a whole number of requests per second")
		}
		cfg.Rate = rate
	}
	if bad := (*lab.ConfigError)(nil); errors.As(cfg.Validate(), &bad) {
		return cfg, reply.BadRequest("The lab cannot run with these settings: " + bad.Reason)
	}
	return cfg, nil
}

func labProgress(p lab.Progress) *wire.LabProgress {
	replicas := make([]wire.LabReplica, len(p.Replicas))
	for i, r := range p.Replicas {
		replicas[i] = wire.LabReplica{Name: r.Name, Version: r.Version, State: wire.ReplicaState(r.State)}
	}
	return &wire.LabProgress{
		ElapsedMS: p.ElapsedMS, Phase: p.Phase, Replicas: replicas,
		Sent: p.Sent, InFlight: p.InFlight, OK: wire.LabCounts(p.OK), Failed: wire.LabCounts(p.Failed),
	}
}

func labSummary(s lab.Summary) *wire.LabSummary {
	return &wire.LabSummary{
		Drain: s.Drain, ElapsedMS: s.ElapsedMS, Sent: s.Sent, OK: wire.LabCounts(s.OK), Failed: wire.LabCounts(s.Failed),
		Reasons: s.Reasons, P50MS: s.P50MS, P99MS: s.P99MS,
	}
}
