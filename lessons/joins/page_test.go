package joins

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// sqlCells returns the opening line and the text of each SQL cell of the page,
// in order. SQL inside callouts counts too.
func sqlCells(t *testing.T) [][2]string {
	t.Helper()
	page, err := os.ReadFile("../../content/joins.md")
	if err != nil {
		t.Fatal(err)
	}
	text := regexp.MustCompile(`(?m)^> ?`).ReplaceAllString(string(page), "")
	var cells [][2]string
	for _, m := range regexp.MustCompile("(?ms)^```sql(.*?)$(.*?)^```").FindAllStringSubmatch(text, -1) {
		cells = append(cells, [2]string{m[1], m[2]})
	}
	return cells
}

// openLesson returns a database with the tables of one of the lesson's data.
func openLesson(t *testing.T, data string) *sqlite3.Conn {
	t.Helper()
	script, err := os.ReadFile("../../content/data/" + data + ".sql")
	if err != nil {
		t.Fatal(err)
	}
	db := open(t)
	run(t, db, string(script))
	return db
}

// TestPageSQL runs every query of the page: it must fail exactly where the
// page says so.
func TestPageSQL(t *testing.T) {
	db := map[bool]*sqlite3.Conn{true: openLesson(t, "invoices"), false: openLesson(t, "joins")}
	cells := sqlCells(t)
	if len(cells) < 10 {
		t.Fatalf("found only %d SQL cells", len(cells))
	}
	for _, c := range cells {
		err := db[strings.Contains(c[0], "data=invoices")].Exec(c[1])
		if wantErr := strings.Contains(c[0], "expect=error"); (err != nil) != wantErr {
			t.Errorf("%s\nerror %v, want an error: %v", c[1], err, wantErr)
		}
	}
}

// TestPageClaims checks the results that the page states in words.
func TestPageClaims(t *testing.T) {
	db, invoices := openLesson(t, "joins"), openLesson(t, "invoices")
	cells := sqlCells(t)
	find := func(snippets ...string) string {
		for _, c := range cells {
			if !slices.ContainsFunc(snippets, func(s string) bool { return !strings.Contains(c[1], s) }) {
				return c[1]
			}
		}
		t.Fatalf("no SQL cell contains %q", snippets)
		return ""
	}
	for name, tt := range map[string]struct{ query, want string }{
		"NOT IN":      {clause(find("NOT IN")), ""},
		"quiz, LEFT":  {clause(find("LEFT JOIN quiz_right")), "9"},
		"with NOT IN": {"SELECT name FROM employee WHERE id NOT IN (SELECT manager_id FROM employee)", ""},
	} {
		if got := strings.Join(texts(t, db, tt.query), " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
	got := texts(t, invoices, "SELECT total FROM ("+clause(find("INNER JOIN parcel"))+")")
	if !slices.Equal(got, []string{"350"}) {
		t.Errorf("fan-out total: got %q, want 350", got)
	}
	for snippet, want := range map[string]string{
		"INNER JOIN Right.Table":     `near "Table": syntax error`,
		`INNER JOIN "Right"."Table"`: `no such table: Right.Table`,
	} {
		if err := db.Exec(find(snippet)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", snippet, err, want)
		}
	}
	err := db.Exec("SELECT id FROM left_table, right_table")
	if err == nil || !strings.Contains(err.Error(), "ambiguous column name: id") {
		t.Errorf("ambiguous column: %v", err)
	}
}

// clause returns a statement without its final semicolon.
func clause(sql string) string { return strings.TrimSuffix(strings.TrimSpace(sql), ";") }
