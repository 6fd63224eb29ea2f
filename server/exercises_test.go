package server

import (
	"fmt"
	htmltext "html"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/lessons/notebook/exercise"
)

// Every SQL exercise, asked as a page asks: the solution passes, what the page
// starts with fails, and every likely slip fails and is told what it is.
func TestSQLExercises(t *testing.T) {
	st := newStage(t, func(cfg *Config) {
		cfg.Lessons, cfg.Module, cfg.Content, cfg.Deploy = nil, os.DirFS(".."), content.FS(), deploy.FS
	})
	cell := regexp.MustCompile(`(?s)data-exercise="(\w+)" data-kind="sql".*?data-sql="(\d+)".*?data-original="([^"]*)"`)
	for _, l := range lessons.All() {
		page := st.get("/lessons/" + l.Slug).Body.String()
		places := map[string][]string{}
		for _, m := range cell.FindAllStringSubmatch(page, -1) {
			places[m[1]] = m
		}
		for name, e := range l.Exercises {
			q, ok := e.(exercise.SQL)
			if !ok {
				continue
			}
			t.Run(l.Slug+"/"+name, func(t *testing.T) {
				m := places[name]
				if m == nil {
					t.Fatal("it is not on the page")
				}
				says := func(text string) string {
					answer := st.post(fmt.Sprintf("/lessons/%s/sql/%s?part", l.Slug, m[2]), url.Values{"q": {text}}.Encode())
					return htmltext.UnescapeString(answer.Body.String())
				}
				const passed = `class="verdict passed"`
				if got := says(q.Solution); !strings.Contains(got, passed) {
					t.Errorf("the solution fails:\n%s", got)
				}
				if got := says(htmltext.UnescapeString(m[3])); strings.Contains(got, passed) {
					t.Errorf("what the page starts with passes:\n%s", got)
				}
				if len(q.Slips) < 3 {
					t.Errorf("only %d likely slips are known, want at least 3", len(q.Slips))
				}
				for _, slip := range q.Slips {
					if got := says(slip.Text); strings.Contains(got, passed) || !strings.Contains(got, slip.Says) {
						t.Errorf("%s\nfor %s the check says\n%s", slip.Says, slip.Text, got)
					}
				}
			})
		}
	}
}
