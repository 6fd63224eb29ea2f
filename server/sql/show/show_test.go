package show

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"abacus/lessons/notebook"
	"abacus/server/sql/box"
	"abacus/server/sql/cell"
	"abacus/server/wire"
)

const (
	numbers = "CREATE TABLE n (i INTEGER); INSERT INTO n VALUES (1), (2), (3);"
	endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c"
)

func TestOutcomes(t *testing.T) {
	left, leave := context.WithCancel(t.Context())
	leave()
	for _, tt := range []struct {
		name        string
		ctx         context.Context
		deadline    time.Duration
		setup, text string
		want        cell.Outcome
	}{
		{"a result", t.Context(), 0, numbers, "SELECT i FROM n", cell.Done},
		{"a mistake", t.Context(), 0, numbers, "SELECT j FROM n", cell.Failed},
		{"out of time", t.Context(), time.Nanosecond, numbers, endless, cell.TooSlow},
		{"nobody waits", left, 0, numbers, endless, cell.Left},
		{"data that do not load", t.Context(), 0, "CREATE", "SELECT 1", cell.Broken},
	} {
		events, outcome := Engine{Deadline: tt.deadline}.Run(tt.ctx, cell.Query{Setup: tt.setup, Text: tt.text})
		if outcome != tt.want {
			t.Errorf("%s: outcome %d, want %d: %+v", tt.name, outcome, tt.want, events)
		}
	}
	if got := outcomeOf(&box.Error{Cause: box.ErrBusy}); got != cell.Busy {
		t.Errorf("a busy machine: outcome %d", got)
	}
}

// A cell without a statement says so, and why.
func TestNothingToRun(t *testing.T) {
	for text, want := range map[string]string{
		"": "the cell is empty", " \n\t": "the cell is empty", ";": "semicolon", " ; ;\n": "semicolon",
		"-- SELECT 1": "only comments", "/* SELECT 1 */ ;": "only comments", "-- a\n/* b": "never closed",
		"/*": "never closed", "/*/": "never closed", "/* SELECT 1;\nSELECT 2;": "never closed",
	} {
		events, outcome := Engine{}.Run(t.Context(), cell.Query{Text: text})
		if outcome != cell.Done || len(events) != 1 || !strings.Contains(events[0].Text, want) {
			t.Errorf("%q: outcome %d, %+v, want %q", text, outcome, events, want)
		}
	}
	if events, _ := (Engine{}).Run(t.Context(), cell.Query{Text: "SELECT 1; -- done"}); len(events) != 2 {
		t.Errorf("a statement and a comment: %+v", events)
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
		answer := Engine{Deadline: tt.deadline}.RunJSON(text, `{"index": 0, "text": "SELECT 3"}`)
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

// On an exported page, too, a cell of the reader's own runs on the data it names,
// or none, after what is above it.
func TestExportedPagesRunCellsOfOnesOwn(t *testing.T) {
	page, err := json.Marshal(wire.SQLPage{
		Setups: map[string]string{"n": numbers},
		Cells:  []wire.SQLCell{{Data: "n", Text: "SELECT 0", Check: &wire.SQLCheck{Solution: "SELECT 1"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, page, text string
		own              wire.OwnSQL
		want             string // the value of a row, or an error
	}{
		{"data", string(page), "SELECT sum(i) FROM n", wire.OwnSQL{Data: "n"}, "6"},
		{"above", string(page), "SELECT sum(i) FROM n", wire.OwnSQL{
			Data: "n", Above: []string{"DELETE FROM n", "INSERT INTO n VALUES (42)"},
		}, "42"},
		{"an empty database", string(page), "SELECT i FROM n", wire.OwnSQL{}, "no such table: n"},
		{"no lesson", "{}", "SELECT 6 * 7", wire.OwnSQL{}, "42"},
		{"unknown data", string(page), "SELECT 1", wire.OwnSQL{Data: "m"}, `SQL data "m"`},
	} {
		request, err := json.Marshal(wire.SQLRequest{Text: tt.text, Own: &tt.own})
		if err != nil {
			t.Fatal(err)
		}
		var answer wire.SQLAnswer
		if err := json.Unmarshal([]byte(Engine{}.RunJSON(tt.page, string(request))), &answer); err != nil {
			t.Fatal(err)
		}
		e := answer.Events[0]
		got := e.Text
		if e.Table != nil {
			got = e.Table.Rows[0][0]
		}
		if !strings.Contains(got, tt.want) || answer.Verdict != nil {
			t.Errorf("%s: %q, want %q; verdict %v", tt.name, got, tt.want, answer.Verdict)
		}
	}
}
