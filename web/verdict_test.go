package web

import (
	"context"
	"encoding/json"
	"html"
	"strings"
	"testing"
	"testing/fstest"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
	"abacus/server/wire"
)

// busySQL cuts the first runs short.
type busySQL struct {
	fakeSQL
	cut int
}

func (s *busySQL) Run(ctx context.Context, q sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	if s.cut > 0 {
		s.cut--
		return []notebook.Event{{Kind: notebook.KindError, Text: "line 1, column 1: interrupted\nIt was cut."}}, sqlcell.Busy
	}
	return s.fakeSQL.Run(ctx, q)
}

// A lesson's own SQL is run again when it was cut: the page keeps its result.
func TestFirstPaintSurvivesABusyMachine(t *testing.T) {
	cfg := config(front + "```sql data=shop\nSELECT 1;\n```")
	cfg.SQL = &busySQL{cut: busyTries - 1}
	c, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	html := page(t, c, nil)
	if strings.Contains(html, "interrupted") || !strings.Contains(html, `<p class="say">SELECT 1;`) {
		t.Errorf("the page keeps what a busy machine gave:\n%s", html)
	}
	if problems := c.PageProblems(c.Lessons[0]); len(problems) > 0 {
		t.Errorf("the lesson is told to be wrong: %v", problems)
	}
}

// practice is a course with an exercise in SQL.
func practice(t *testing.T, sql SQL) *Course {
	t.Helper()
	cfg := config(front + "> [!EXERCISE] Ask\n> ```sql data=shop exercise=Ask\n> start;\n> ```\n")
	cfg.SQL = sql
	cfg.Lessons[0].Exercises = exercise.Set{"Ask": exercise.SQL{Solution: "right;"}}
	cfg.Content.(fstest.MapFS)["data/shop.sql"] = &fstest.MapFile{}
	c, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// An answer that passed in a browser is not called wrong by a machine that has
// no time for the check, whichever run it cuts.
func TestNoVerdictOfABusyMachine(t *testing.T) {
	const runs = 3 // the answer, and for the verdict both the answer and the solution
	for at := 1; at <= runs; at++ {
		c := practice(t, &cutAt{at: at})
		got, err := c.Verdict(t.Context(), c.Lessons[0].Exercises[0], nil, "right;")
		if err != nil || got.State != wire.NoVerdict || got.Conclusive() {
			t.Errorf("run %d is cut: %+v, %v; want no verdict", at, got, err)
		}
	}
	c := practice(t, fakeSQL{})
	if got, err := c.Verdict(t.Context(), c.Lessons[0].Exercises[0], nil, "right;"); err != nil ||
		got.State != wire.Passed {
		t.Errorf("with time for all: %+v, %v", got, err)
	}
}

// cutAt cuts one run short.
type cutAt struct {
	fakeSQL
	at, runs int
}

func (s *cutAt) Run(ctx context.Context, q sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	if s.runs++; s.runs == s.at {
		return nil, sqlcell.TooSlow
	}
	return s.fakeSQL.Run(ctx, q)
}

// A trial that was cut is made again, and in the end is no verdict either.
func TestTrialsOnABusyMachine(t *testing.T) {
	for cut, want := range map[int]string{busyTries - 1: "", 1000: "the answer right to Ask fails: line 1, column 1: " +
		"interrupted It was cut."} {
		c := practice(t, &busySQL{cut: cut})
		e := c.Lessons[0].Exercises[0]
		trial := c.Lessons[0].trial(e, e.Work, "the answer right to ", "right;", "")
		trial.Passes = true
		if said, _ := trial.Wrong(c.Try(t.Context(), trial)); oneLine(said.Text) != want {
			t.Errorf("%d runs are cut: %q, want %q", cut, said.Text, want)
		}
	}
}

// What a check says goes to scripts as data, beside what is shown; what is no
// check has none.
func TestFragmentsHoldVerdicts(t *testing.T) {
	c := practice(t, echoSQL{})
	for text, want := range map[string]wire.VerdictState{"right;": wire.Passed, "wrong;": wire.NotYet} {
		cell, err := c.RunSQL(t.Context(), c.Lessons[0].Slug, sqlcell.Request{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := c.SQLFragment(cell)
		if got := verdictIn(t, shown); err != nil || got == nil || got.State != want {
			t.Errorf("%s: %+v, %v in %s", text, got, err, shown)
		}
	}
	cfg := config(front + "```sql data=shop\nSELECT 1;\n```")
	cfg.SQL = fakeSQL{}
	plain, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	cell, err := plain.RunSQL(t.Context(), plain.Lessons[0].Slug, sqlcell.Request{Text: "SELECT 2;"})
	if err != nil {
		t.Fatal(err)
	}
	if shown, err := plain.SQLFragment(cell); err != nil || verdictIn(t, shown) != nil {
		t.Errorf("a verdict on nothing: %s, %v", shown, err)
	}
}

// echoSQL shows a statement's text as its only row.
type echoSQL struct{ fakeSQL }

func (echoSQL) Run(_ context.Context, q sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	rows := &notebook.Table{Columns: []string{"text"}, Rows: [][]string{{q.Text}}}
	return []notebook.Event{{Kind: notebook.KindTable, Table: rows}}, sqlcell.Done
}

// verdictIn returns the verdict that a fragment holds for scripts, or nil.
func verdictIn(t *testing.T, fragment []byte) *wire.Verdict {
	t.Helper()
	_, rest, found := strings.Cut(string(fragment), `data-verdict="`)
	if !found {
		return nil
	}
	attribute, _, _ := strings.Cut(rest, `"`)
	v := &wire.Verdict{}
	if err := json.Unmarshal([]byte(html.UnescapeString(attribute)), v); err != nil {
		t.Fatalf("%s: %v", attribute, err)
	}
	return v
}
