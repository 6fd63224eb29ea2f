package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"abacus/lessons/tables"
	"abacus/server/wire"
)

// A right answer that a busy machine has no time to check again is neither
// confirmed nor contradicted: it waits for the next time.
func TestABusyMachineContradictsNobody(t *testing.T) {
	st := newClassStage(t, func(cfg *Config) { cfg.SQL.Deadline = time.Nanosecond })
	right := tables.Exercises()["SecondHighest"].Answer()
	answer := map[string]any{
		"id":       "answer-1",
		"lesson":   "tables",
		"exercise": "SecondHighest",
		"verdict":  wire.Judged(true, ""),
		"typed":    map[string]any{"text": right},
	}
	if a := st.joined(t, "Ada").send("/class/answers", answer); a.Code != http.StatusOK {
		t.Fatalf("an answer: %d %s", a.Code, a.Body)
	}
	teacher := st.asTeacher()
	if a := teacher.send("/teacher/recheck", "{}"); a.Code != http.StatusOK ||
		!strings.Contains(a.Body.String(), `"left":0,"skipped":1`) {
		t.Errorf("on a busy machine: %d %s", a.Code, a.Body)
	}
	if kept := st.kept(t); len(kept) != 1 || kept[0].Checked != nil {
		t.Errorf("a verdict is kept: %+v", kept)
	}

	rested := newClassStage(t, nil)
	rested.class.Store = st.class.Store
	if a := rested.asTeacher().send("/teacher/recheck", "{}"); !strings.Contains(a.Body.String(), `"left":0,"skipped":0`) {
		t.Errorf("on a machine at rest: %d %s", a.Code, a.Body)
	}
	if kept := st.kept(t); len(kept) != 1 || kept[0].Checked == nil || kept[0].Checked.State != wire.Passed {
		t.Errorf("the right answer is not confirmed: %+v", kept)
	}
}
