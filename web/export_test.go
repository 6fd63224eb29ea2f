package web

import (
	"net/url"
	"strings"
	"testing"
)

func TestStatesAreWhatTheServerAnswers(t *testing.T) {
	c := load(t, front+"```go cell=Dice\n```\n")
	l, err := c.Lesson("dice")
	if err != nil {
		t.Fatal(err)
	}
	states, err := c.States(l, "Dice", 19)
	if err != nil {
		t.Fatal(err)
	}
	if len(states) != 19 { // from 2 to 20
		t.Errorf("there are %d states, want 19", len(states))
	}
	for query, html := range states {
		inputs, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := c.CellFragment("dice", "Dice", State(inputs), false)
		if err != nil || html != string(want) {
			t.Errorf("for %q the state is %s, want %s (%v)", query, html, want, err)
		}
	}
	if few, err := c.States(l, "Dice", 18); err != nil || len(few) != 0 {
		t.Errorf("of a bound of 18 come %d states (%v)", len(few), err)
	}
}

func TestExportedPagesNameTheirFiles(t *testing.T) {
	cfg := config(front + "```go cell=Dice\n```\n\n```sql data=shop\nA;\n```\n")
	cfg.Exported = &Site{
		Files: map[string]string{
			"states/dice/Dice": "/states/d.json.gz",
			"program/dice":     "/programs/d.wasm.gz",
			"sql/dice":         "/sql/d.json",
			"search":           "/s.json.gz",
		},
	}
	c, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	html := page(t, c, nil)
	for _, want := range []string{
		`data-base="../"`, `data-search="../s.json.gz"`, `data-states="../states/d.json.gz"`,
		`data-program="../programs/d.wasm.gz"`, `data-statements="../sql/d.json"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, not := range []string{"data-src=", "data-server=", `method="post"`} {
		if strings.Contains(html, not) {
			t.Errorf("the page asks a server: %s", not)
		}
	}
}

func TestTheSearchFileHoldsTheIndex(t *testing.T) {
	c := load(t, front+"## Throwing {#throw}\n\nA die, a die, my kingdom.\n")
	f := c.SearchFile()
	postings := f.Words["die"]
	if len(postings) != 2 || postings[1] != 2 {
		t.Fatalf("the word stands in %v, want one section with weight 2", postings)
	}
	if s := f.Sections[int(postings[0])]; s.URL != "/lessons/dice#throw" || s.Title != "Throwing" {
		t.Errorf("the section is %+v", s)
	}
}
