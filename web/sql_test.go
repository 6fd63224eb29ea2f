package web

import (
	"context"
	"errors"
	"strings"
	"testing"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	sqlcell "abacus/server/sql/cell"
)

// fakeSQL answers every statement with its own text; "bad" fails.
type fakeSQL struct{}

func (fakeSQL) Run(_ context.Context, q sqlcell.Query) ([]notebook.Event, sqlcell.Outcome) {
	text := strings.Join(append(q.Replay, q.Text), "|")
	outcome := sqlcell.Done
	if strings.Contains(q.Text, "bad") {
		outcome = sqlcell.Failed
	}
	return []notebook.Event{{Kind: notebook.KindSay, Text: text}}, outcome
}

func (fakeSQL) Schema(context.Context, string, string) (notebook.Drawing, error) {
	d := diagram.New("schema", 10, 10)
	d.Describe("tables")
	return d, nil
}

func TestRunSQLReplaysTheReadersVersion(t *testing.T) {
	c := load(t, front+"```sql data=shop\nA;\n```\n\n```sql data=shop\nB;\n```")
	cell, err := c.RunSQL(t.Context(), "dice", sqlcell.Request{Index: 1, Text: "C;", Replay: map[int]string{0: "edited;"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := cell.Events[0].Text; got != "edited;|C;" {
		t.Errorf("ran %q, want the edited cell first", got)
	}
}

// A cell of the reader's own runs after what the reader says, not what the lesson says.
func TestRunSQLOfOnesOwn(t *testing.T) {
	c := load(t, front+"```sql data=shop\nA;\n```")
	for slug, data := range map[string]string{"dice": "shop", "notebook": ""} {
		own := &sqlcell.Own{Data: data, Above: []string{"mine;", "edited;"}}
		cell, err := c.RunSQL(t.Context(), slug, sqlcell.Request{Text: "C;", Own: own})
		if err != nil {
			t.Fatal(err)
		}
		if got := cell.Events[0].Text; got != "mine;|edited;|C;" {
			t.Errorf("%s ran %q, want what is above in order", slug, got)
		}
	}
	for slug, data := range map[string]string{"dice": "other", "notebook": "shop", "none": ""} {
		_, err := c.RunSQL(t.Context(), slug, sqlcell.Request{Text: "C;", Own: &sqlcell.Own{Data: data}})
		if !errors.Is(err, ErrNotFound) {
			t.Errorf("%s with data %q: %v", slug, data, err)
		}
	}
}
