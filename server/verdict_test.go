package server

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/tables"
	"abacus/server/admission"
	"abacus/server/wire"
	"abacus/web"
	"abacus/web/sqlcell"
)

// A right answer that a busy machine has no time to check again is neither
// confirmed nor contradicted: it waits for the next time.
func TestABusyMachineContradictsNobody(t *testing.T) {
	st := newClassStage(t, func(cfg *Config) { cfg.SQL.Deadline = time.Nanosecond })
	right := tables.Exercises()["SecondHighest"].Answer()
	answer := map[string]any{"id": "answer-1", "lesson": "tables", "exercise": "SecondHighest", "verdict": wire.Judged(true, ""),
		"typed": map[string]any{"text": right}}
	if a := st.joined(t, "Ada").send("/class/answers", answer); a.Code != http.StatusOK {
		t.Fatalf("an answer: %d %s", a.Code, a.Body)
	}
	teacher := st.asTeacher()
	if a := teacher.send("/teacher/recheck", "{}"); a.Code != http.StatusOK || !strings.Contains(a.Body.String(), `"left":0,"skipped":1`) {
		t.Errorf("on a busy machine: %d %s", a.Code, a.Body)
	}
	if kept := st.kept(t); len(kept) != 1 || kept[0].Verdict != nil {
		t.Errorf("a verdict is kept: %+v", kept)
	}

	rested := newClassStage(t, nil)
	rested.cfg.Classroom = st.cfg.Classroom
	if a := rested.asTeacher().send("/teacher/recheck", "{}"); !strings.Contains(a.Body.String(), `"left":0,"skipped":0`) {
		t.Errorf("on a machine at rest: %d %s", a.Code, a.Body)
	}
	if kept := st.kept(t); len(kept) != 1 || kept[0].Verdict == nil || !*kept[0].Verdict {
		t.Errorf("the right answer is not confirmed: %+v", kept)
	}
}

// busySQL runs nothing: the machine is busy.
type busySQL struct{ web.SQL }

func (busySQL) Run(context.Context, sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	return nil, sqlcell.Busy
}

// A statement that the machine had no time for is answered like one that the
// server had no room for: the page asks again by itself, and without scripts
// what was typed comes back.
func TestAStatementOnABusyMachine(t *testing.T) {
	st := newStage(t, nil)
	course, err := web.Load(web.Config{
		Content: diceContent(), Source: fstest.MapFS{"dice/dice.go": {Data: []byte(diceSource)}}, Files: fstest.MapFS{},
		Templates: web.Templates(), Lessons: []lessons.Lesson{{Slug: "dice", Cells: st.cells()}}, SQL: busySQL{},
		Asset: func(name string) (string, error) { return name, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	busy := *st.now.Load()
	busy.course = course
	st.now.Store(&busy)
	for _, path := range []string{"/lessons/dice/sql/1?part", "/lessons/dice/sql/1"} {
		answer := st.post(path, "q=SELECT+'my+work'")
		if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" || !strings.Contains(answer.Body.String(), admission.BusyText) {
			t.Errorf("%s: %d, Retry-After %q\n%s", path, answer.Code, answer.Header().Get("Retry-After"), answer.Body)
		}
		if page := !strings.Contains(path, "part"); page != strings.Contains(answer.Body.String(), "my work") {
			t.Errorf("%s: a page has to hold the statement", path)
		}
	}
}
