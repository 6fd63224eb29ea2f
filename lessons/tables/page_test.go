package tables

import (
	"regexp"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// sqlCell is one live SQL cell of the page.
type sqlCell struct {
	info, data, text string
}

var dataName = regexp.MustCompile(`data=(\w+)`)

// sqlCells reads the page's SQL cells in order, those in callouts included.
func sqlCells(t *testing.T) []sqlCell {
	t.Helper()
	text := regexp.MustCompile(`(?m)^> ?`).ReplaceAllString(readFile(t, "../../content/tables.md"), "")
	var cells []sqlCell
	for _, m := range regexp.MustCompile("(?ms)^```sql(.*?)$(.*?)^```").FindAllStringSubmatch(text, -1) {
		if name := dataName.FindStringSubmatch(m[1]); name != nil {
			cells = append(cells, sqlCell{m[1], name[1], m[2]})
		}
	}
	if len(cells) < 20 {
		t.Fatalf("found only %d SQL cells", len(cells))
	}
	return cells
}

// resultOf replays the cells up to the one that contains the snippet, on a
// database of its own, and returns the rows of that cell's last query and its
// error.
func resultOf(t *testing.T, cells []sqlCell, snippet string) (string, error) {
	t.Helper()
	at := -1
	for i, c := range cells {
		if strings.Contains(c.text, snippet) {
			at = i
		}
	}
	if at < 0 {
		t.Fatalf("no SQL cell contains %q", snippet)
	}
	db := open(t, readFile(t, "../../content/data/"+cells[at].data+".sql"))
	for _, c := range cells[:at] {
		if c.data == cells[at].data && !strings.Contains(c.info, "expect=error") {
			if err := db.Exec(c.text); err != nil {
				t.Fatalf("replay of %s: %v", c.text, err)
			}
		}
	}
	return lastRows(t, db, cells[at].text)
}

func lastRows(t *testing.T, db *sqlite3.Conn, script string) (string, error) {
	t.Helper()
	statements := strings.Split(strings.TrimSuffix(strings.TrimSpace(script), ";"), ";")
	last := len(statements) - 1
	for _, s := range statements[:last] {
		if err := db.Exec(s); err != nil {
			return "", err
		}
	}
	if !strings.HasPrefix(strings.TrimSpace(statements[last]), "SELECT") {
		return "", db.Exec(statements[last])
	}
	return rows(t, db, statements[last]), nil
}

// TestPageAnswers checks every result that the page states.
func TestPageAnswers(t *testing.T) {
	cells := sqlCells(t)
	for _, test := range []struct{ snippet, want string }{
		{"FROM sheet", "Ada|ada@example.com|tea / Ada|ada@example.com|cup / Ben|ben@example.com|tea / " +
			"Cleo|cleo@example.com|pot / Ben|ben@example.com|cup / Ada|ada@exmaple.com|pot / Cleo|cleo@example.com|tea"},
		{"INSERT INTO supplier", "1|Hill & Sons|0113 496 0001 / 2|Potters|NULL"},
		{"DELETE FROM supplier", "2|Potters|01782 496 000"},
		{"half_a_dozen", "pot|25|150 / cup|9|54 / tea|4|24"},
		{"customer_id = 1\n", "1|1|2 / 2|2|4"},
		{"city <> 'Leeds'", "Ben|York"},
		{"WHERE city IS NULL", "Cleo"},
		{"AS spent", "Ada|69 / Cleo|49 / Ben|22"},
		{"AS per_sale", "1|3|9|3.0 / 2|2|6|3.0 / 3|2|2|1.0"},
		{"HAVING", "1|3 / 2|6"},
		{"with_city", "4|3|2"},
	} {
		got, err := resultOf(t, cells, test.snippet)
		if err != nil || got != test.want {
			t.Errorf("%s:\ngot  %s (%v)\nwant %s", test.snippet, got, err, test.want)
		}
	}
}

// TestPageViolations checks that the cells meant to fail give their errors,
// and that all others give none.
func TestPageViolations(t *testing.T) {
	cells := sqlCells(t)
	wants := []string{
		"UNIQUE constraint failed: product.id",
		"UNIQUE constraint failed: customer.id",
		"FOREIGN KEY constraint failed",
		"FOREIGN KEY constraint failed",
		"NOT NULL constraint failed: customer.name",
		"cannot store TEXT value in INTEGER column product.price",
	}
	for i, c := range cells {
		_, err := resultOf(t, cells[:i+1], c.text)
		if !strings.Contains(c.info, "expect=error") {
			if err != nil {
				t.Errorf("%s: %v", c.text, err)
			}
			continue
		}
		if len(wants) == 0 {
			t.Fatalf("one failing cell more than expected: %s", c.text)
		}
		if got := message(err); got != wants[0] {
			t.Errorf("%s: got %q, want %q", c.text, got, wants[0])
		}
		wants = wants[1:]
	}
	if len(wants) > 0 {
		t.Errorf("no cell fails with %q", wants)
	}
}
