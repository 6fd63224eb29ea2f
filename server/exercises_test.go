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
					if got := says(slip.Text); strings.Contains(got, passed) || !strings.Contains(got, ">"+slip.Says) {
						t.Errorf("%s\nfor %s the check says\n%s", slip.Says, slip.Text, got)
					}
				}
				for what, text := range variants(q.Solution) {
					got := says(text)
					if equal := rightAsWell[name+": "+what]; strings.Contains(got, passed) != equal {
						t.Errorf("%s: passes %t, want %t:\n%s", what, !equal, equal, text)
					}
				}
			})
		}
	}
}

// rightAsWell are the variants of solutions that are right as well.
var rightAsWell = map[string]bool{
	// NOT IN asks the same of a list with doubles as of one without.
	"DeleteDuplicates: doubles removed": true,
	// The answer is one row, which has no double.
	"SecondHighest: doubles removed": true,
	"SecondHighest: one row":         true,
	"RightTotal: doubles removed":    true,
	"RightTotal: one row":            true,
	// There always is a parcel.
	"RightTotal: NULL as 0": true,
	// The task asks for no order.
	"EveryPerson: no order": true,
	// Each row has an id of its own, and a department one row for each month.
	"RevenueByMonth: doubles removed":    true,
	"RevenueByMonth: doubles added once": true,
	"WhatWasSold: doubles removed":       true,
	// No group is without a value.
	"WhatWasSold: NULL as 0": true,
}

// variants changes a solution in ways that make other results on some data, if the
// data tell doubles, orders, NULLs and partners apart.
func variants(solution string) map[string]string {
	all := map[string]string{}
	for what, change := range map[string][2]string{
		"doubles removed":      {`(?i)\bSELECT (DISTINCT )?`, "SELECT DISTINCT "},
		"doubles kept":         {`(?i)\bDISTINCT `, ""},
		"only partners":        {`(?i)\bLEFT JOIN\b`, "JOIN"},
		"all of the left side": {`(?i)\bINNER JOIN\b`, "LEFT JOIN"},
		"the other order":      {`(?i)\bDESC\b`, "ASC"},
		"no order":             {`(?is)\bORDER BY[^;)]*`, ""},
		"NOT dropped":          {`(?i)\bNOT `, ""},
		"the largest":          {`(?i)\bmin\(`, "max("},
		"the smallest":         {`(?i)\bmax\(`, "min("},
		"doubles added once":   {`(?i)\b(sum|count)\(([a-z])`, "$1(DISTINCT $2"},
		"NULL as 0":            {`(?i)\bsum\(`, "total("},
		"at least, not more":   {` > `, " >= "},
		"one row":              {`(?s);?\s*$`, "\nLIMIT 1;"},
		"groups together":      {`(?is)\bGROUP BY[^;)]*`, ""},
		"another column's key": {`\b(\w+)_id = `, "id = "},
	} {
		text := regexp.MustCompile(change[0]).ReplaceAllString(solution, change[1])
		if text != solution {
			all[what] = text
		}
	}
	return all
}
