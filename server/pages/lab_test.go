package pages

import (
	"encoding/json"
	"testing"

	"abacus/lessons/rollout/lab"
	"abacus/server/wire"
)

// TestLabLines pins what the page is told.
func TestLabLines(t *testing.T) {
	progress := lab.Progress{
		ElapsedMS: 850, Phase: "starting v2-a", Replicas: []lab.Replica{{Name: "v1-a", Version: "v1", State: lab.Ready}},
		Sent: 9, InFlight: 2, OK: lab.ByVersion{V1: 5, V2: 1}, Failed: lab.ByVersion{Other: 1},
	}
	summary := lab.Summary{
		Drain: true, ElapsedMS: 2000, Sent: 3, OK: lab.ByVersion{V2: 3}, Reasons: map[string]int{}, P50MS: 1.5, P99MS: 2,
	}
	for _, tt := range []struct {
		line wire.LabLine
		want string
	}{
		{
			wire.LabLine{Progress: labProgress(progress)},
			`{"progress":{"elapsedMs":850,"phase":"starting v2-a","replicas":[{"name":"v1-a","version":"v1","state":"ready"}],` +
				`"sent":9,"inFlight":2,"ok":{"v1":5,"v2":1,"other":0},"failed":{"v1":0,"v2":0,"other":1}}}`,
		},
		{
			wire.LabLine{Summary: labSummary(summary)},
			`{"summary":{"drain":true,"elapsedMs":2000,"sent":3,"ok":{"v1":0,"v2":3,"other":0},` +
				`"failed":{"v1":0,"v2":0,"other":0},"reasons":{},"p50Ms":1.5,"p99Ms":2}}`,
		},
	} {
		if got, err := json.Marshal(tt.line); err != nil || string(got) != tt.want {
			t.Errorf("got  %s, %v\nwant %s", got, err, tt.want)
		}
	}
}
