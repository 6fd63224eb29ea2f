package sqlengine

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"abacus/lessons/notebook"
	"abacus/server/sqlbox"
	"abacus/server/wire"
	"abacus/web/sqlcell"
)

const (
	numbers = "CREATE TABLE n (i INTEGER); INSERT INTO n VALUES (1), (2), (3);"
	endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c"
)

func TestOutcomes(t *testing.T) {
	left, leave := context.WithCancel(t.Context())
	leave()
	short := sqlbox.Limits{Deadline: time.Nanosecond}
	for _, tt := range []struct {
		name        string
		ctx         context.Context
		limits      sqlbox.Limits
		setup, text string
		want        sqlcell.Outcome
	}{
		{"a result", t.Context(), sqlbox.Limits{}, numbers, "SELECT i FROM n", sqlcell.Done},
		{"a mistake", t.Context(), sqlbox.Limits{}, numbers, "SELECT j FROM n", sqlcell.Failed},
		{"out of time", t.Context(), short, numbers, endless, sqlcell.TooSlow},
		{"nobody waits", left, sqlbox.Limits{}, numbers, endless, sqlcell.Left},
		{"data that do not load", t.Context(), sqlbox.Limits{}, "CREATE", "SELECT 1", sqlcell.Broken},
	} {
		events, outcome := Engine{Limits: tt.limits}.Run(tt.ctx, sqlcell.Query{Setup: tt.setup, Text: tt.text})
		if outcome != tt.want {
			t.Errorf("%s: outcome %d, want %d: %+v", tt.name, outcome, tt.want, events)
		}
	}
	if got := outcomeOf(&sqlbox.Error{Cause: sqlbox.ErrBusy}); got != sqlcell.Busy {
		t.Errorf("a busy machine: outcome %d", got)
	}
}

// What exported pages run: a right answer passes, and one for whose check
// there is no time gets no verdict.
func TestExportedPagesGetNoVerdictWithoutTime(t *testing.T) {
	page, err := json.Marshal(wire.SQLPage{
		Setups: map[string]string{"n": numbers},
		Cells:  []wire.SQLCell{{Data: "n", Text: "SELECT 0", Check: &wire.SQLCheck{Solution: "SELECT max(i) FROM n"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		deadline time.Duration
		solution string
		passed   bool
	}{{0, "", true}, {time.Nanosecond, "", false}, {200 * time.Millisecond, endless, false}} {
		text := string(page)
		if tt.solution != "" { // one that never ends stands for a machine that is busy
			text = strings.Replace(text, "SELECT max(i) FROM n", tt.solution, 1)
		}
		var out notebook.Output
		answer := Engine{Limits: sqlbox.Limits{Deadline: tt.deadline}}.RunJSON(text, `{"index": 0, "text": "SELECT 3"}`)
		if err := json.Unmarshal([]byte(answer), &out); err != nil {
			t.Fatal(err)
		}
		verdicts, errors := 0, 0
		for _, e := range out.Events {
			switch e.Kind {
			case notebook.KindVerdict:
				verdicts++
				if !e.Passed {
					t.Errorf("a right answer is told %q", e.Text)
				}
			case notebook.KindError:
				errors++
			}
		}
		if verdicts == 1 != tt.passed || errors == 1 == tt.passed {
			t.Errorf("within %v: %d verdicts, %d errors: %s", tt.deadline, verdicts, errors, answer)
		}
	}
}
