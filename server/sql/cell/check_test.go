package cell

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// engine shows a statement's text as its only row. The run with the number cut
// ends otherwise; so do the statements in ends.
type engine struct {
	runs int
	cut  int
	as   Outcome
	ends map[string]Outcome
}

func (e *engine) Run(_ context.Context, q Query) ([]notebook.Event, Outcome) {
	e.runs++
	outcome := e.ends[q.Text]
	if e.runs == e.cut {
		outcome = e.as
	}
	if outcome != Done {
		return []notebook.Event{{Kind: notebook.KindError, Text: "line 1: what is wrong\nand why."}}, outcome
	}
	rows := &notebook.Table{Columns: []string{"text"}, Rows: [][]string{{q.Text}}}
	return []notebook.Event{{Kind: notebook.KindTable, Table: rows}}, Done
}

func practice() Page {
	return Page{Cells: []Cell{{Text: "start", Check: NewCheck(exercise.SQL{
		Solution: "right", Hidden: []string{"more"}, Slips: []exercise.SQLSlip{
			{Says: "A slip.", Text: "slip"},
			{Says: "A sure slip.", Text: "sure", Sign: "S.RE"},
			{Says: "Another reason.", Text: "other", Sign: "reason"},
		},
	})}}}
}

// verdict returns the verdict among the outputs, or nil, and all that is said.
func verdict(events []notebook.Event) (v *notebook.Event, said string) {
	for i, e := range events {
		if e.Kind == notebook.KindVerdict {
			v = &events[i]
		}
		said += e.Text + "\n"
	}
	return v, said
}

func TestVerdicts(t *testing.T) {
	tests := []struct {
		text   string
		ends   map[string]Outcome
		passed bool
		said   string
	}{
		{"right", nil, true, "Correct, on this data and on other data."},
		{"wrong", nil, false, "Not yet: there should be a row (right)."},
		{"slip", nil, false, "\nPerhaps: A slip."},
		{"sure", nil, false, "\nA sure slip."},
		{"other", nil, false, "Not yet: there should be a row (right).\n"},
		{"fails", map[string]Outcome{"fails": Failed}, false, ""},
	}
	for _, tt := range tests {
		r, err := practice().Run(t.Context(), &engine{ends: tt.ends}, Request{Text: tt.text})
		v, said := verdict(r.Events)
		if err != nil || (v != nil && v.Passed) != tt.passed || !strings.Contains(said, tt.said) || !r.Outcome.Conclusive() {
			t.Errorf("%s: outcome %d, verdict %v, %s, %v", tt.text, r.Outcome, v, said, err)
		}
	}
}

// Whichever run of a check is cut, there is no verdict, neither "Correct" nor
// "Not yet", and the learner is told why.
func TestNoVerdictWhenARunIsCut(t *testing.T) {
	for _, text := range []string{"right", "slip", "wrong"} {
		whole := &engine{}
		if _, err := practice().Run(t.Context(), whole, Request{Text: text}); err != nil {
			t.Fatal(err)
		}
		if text != "right" && whole.runs < 5 {
			t.Fatalf("checking %q takes %d runs: no slip was tried", text, whole.runs)
		}
		for cut := 1; cut <= whole.runs; cut++ {
			for _, as := range []Outcome{TooSlow, Busy, Left, Broken} {
				t.Run(fmt.Sprintf("%s, run %d ends as %d", text, cut, as), func(t *testing.T) {
					r, err := practice().Run(t.Context(), &engine{cut: cut, as: as}, Request{Text: text})
					v, said := verdict(r.Events)
					if err != nil || v != nil || r.Outcome.Conclusive() || r.Outcome.Cut() != as.Cut() {
						t.Errorf("outcome %d, verdict %v, %v", r.Outcome, v, err)
					}
					if cut > 1 && r.Outcome == Busy && !strings.Contains(said, "The machine was busy") {
						t.Errorf("the learner is told %q", said)
					}
				})
			}
		}
	}
}

// The lesson's own statements are quick: when one takes too long, the machine
// is busy. When one fails, the lesson is to blame.
func TestTheSolutionIsToBlame(t *testing.T) {
	for as, want := range map[Outcome]Outcome{TooSlow: Busy, Failed: Broken} {
		r, err := practice().Run(t.Context(), &engine{ends: map[string]Outcome{"right": as}}, Request{Text: "wrong"})
		if v, said := verdict(r.Events); err != nil || v != nil || r.Outcome != want {
			t.Errorf("the solution ends as %d: outcome %d, verdict %v, %s, %v", as, r.Outcome, v, said, err)
		}
	}
}
