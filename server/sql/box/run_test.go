package box

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3"
)

// show writes rows as "a|b / c|d".
func show(s StatementResult) string {
	var rows []string
	for _, row := range s.Rows {
		rows = append(rows, strings.Join(row, "|"))
	}
	return strings.Join(rows, " / ")
}

// ask runs a cell that must succeed and returns its last statement.
func ask(t *testing.T, setup, sql string) StatementResult {
	t.Helper()
	r, err := Run(context.Background(), setup, nil, sql, Options{Null: "NULL"})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return r.Statements[len(r.Statements)-1]
}

func TestRun(t *testing.T) {
	r, err := Run(
		context.Background(),
		shop,
		nil,
		"-- two statements\nSELECT id, email AS mail, age + 0.5 AS older, NULL AS none FROM customer;\n\n  /* and */ UPDATE "+
			"orders SET total = total * 2 WHERE customer_id = 1;",
		Options{Plan: true, Null: "NULL"},
	)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Statements) != 2 {
		t.Fatalf("%d statements, want 2", len(r.Statements))
	}
	query, update := r.Statements[0], r.Statements[1]
	if got, want := show(query), "1|ada@example.com|36.5|NULL / 2|alan@example.com|41.5|NULL"; got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
	if got, want := fmt.Sprint(query.Columns, query.Types, query.Numeric),
		"[id mail older none] [INTEGER TEXT REAL ] [0 2]"; got != want {
		t.Errorf("columns %s, want %s", got, want)
	}
	if query.RowCount != 2 || query.Truncated || query.Writes || query.Verb != "SELECT" {
		t.Errorf("query = %+v", query)
	}
	if !update.Writes || update.Changes != 2 {
		t.Errorf("update: writes %v, changed %d; want 2 rows", update.Writes, update.Changes)
	}
}

func TestPlan(t *testing.T) {
	r, err := Run(
		context.Background(),
		shop,
		nil,
		"SELECT * FROM customer JOIN orders ON customer.id = orders.customer_id UNION SELECT 1,2,3,4,5,6",
		Options{Plan: true},
	)
	if err != nil {
		t.Fatal(err)
	}
	want := "MERGE (UNION)\n  LEFT\n    SCAN orders\n    SEARCH customer USING INTEGER PRIMARY KEY (rowid=?)\n    " +
		"USE TEMP B-TREE FOR ORDER BY\n  RIGHT\n    SCAN CONSTANT ROW\n"
	if got := r.Statements[0].Plan; got != want {
		t.Errorf("plan\n%swant\n%s", got, want)
	}
}

// What finished before the mistake is kept, and the mistake has its place.
func TestErrorPlaces(t *testing.T) {
	for _, test := range []struct {
		sql          string
		finished     int
		line, column int
		message      string
		hint         string
	}{
		{"SELECT 1;\nSELECT ünknown,\n  nope FROM customer", 1, 2, 8, "no such column: ünknown",
			"Text must stand in single quotes"},
		{"SELECT id,\n  nope FROM customer", 0, 2, 3, "no such column: nope", ""},
		{"SELECT 'ü', nope FROM customer", 0, 1, 13, "no such column: nope", ""},
		{"SELECT id FRM customer", 0, 1, 15, `near "customer": syntax error`, "missing comma"},
		{"SELEC id", 0, 1, 1, `near "SELEC": syntax error`, "SELEC is none that SQLite knows"},
		{"SHOW TABLES", 0, 1, 1, `near "SHOW": syntax error`, "sqlite_schema"},
		{"SELECT 1;\n-- then\nDESC customer;", 1, 3, 1, `near "DESC": syntax error`, "WHERE name = '…'"},
		{".tables", 0, 1, 1, `near ".": syntax error`, "begin with a dot"},
		{"TRUNCATE customer", 0, 1, 1, `near "TRUNCATE": syntax error`, "DELETE FROM a table"},
		{"SELECT (1", 0, 1, 10, "incomplete input", "too early"},
		{"SELECT 1; SELECT 'abc", 1, 1, 18, "unrecognized token", "quote"},
		{"\n\nSELECT * FROM customers", 0, 3, 15, "no such table: customers", "spelling"},
		{"-- here\nINSERT INTO customer VALUES (1, 'x', 1)", 0, 2, 1, "UNIQUE constraint failed: customer.id",
			"already has this value in customer.id"},
		{"INSERT INTO customer VALUES (3, 'ada@example.com', 1)", 0, 1, 1, "UNIQUE constraint failed: customer.email",
			"customer.email"},
		{"INSERT INTO orders VALUES (1, 7, 1)", 0, 1, 1, "FOREIGN KEY constraint failed", "does not exist"},
		{"DELETE FROM customer", 0, 1, 1, "FOREIGN KEY constraint failed", "still points at"},
		{"UPDATE orders SET customer_id = 9", 0, 1, 1, "FOREIGN KEY constraint failed", "point at nothing"},
		{"INSERT INTO customer (id) VALUES (3)", 0, 1, 1, "NOT NULL constraint failed: customer.email", "must have a value"},
		{"INSERT INTO customer VALUES (3, 'x', -1)", 0, 1, 1, "CHECK constraint failed: age > 0", "CHECK (age > 0)"},
		{"INSERT INTO customer VALUES ('x', 'x', 1)", 0, 1, 1, "datatype mismatch", "whole numbers"},
		{"CREATE TABLE s (a INT) STRICT; INSERT INTO s VALUES ('x')", 1, 1, 32,
			"cannot store TEXT value in INT column s.a", "STRICT"},
		{"SELECT id FROM customer JOIN orders", 0, 1, 8, "ambiguous column name: id", "More than one table"},
		{"SELECT id FROM customer WHERE count(*) > 1", 0, 1, 31, "misuse of aggregate function count()", "HAVING"},
		{"SELECT id FROM customer WHERE row_number() OVER () = 1", 0, 1, 31,
			"misuse of window function row_number()", "brackets"},
		{`SELECT * FROM customer WHERE email = "ada"`, 0, 1, 38, `no such column: "ada"`, "'ada'"},
		{"SELECT max()", 0, 1, 8, "wrong number of arguments to function max()", "too many or too few"},
		{"SELECT maximum(1)", 0, 1, 8, "no such function: maximum", "spelling"},
		{"INSERT INTO orders VALUES (1)", 0, 1, 1, "table orders has 3 columns but 1 values were supplied",
			"each of the 3 columns"},
		{"INSERT INTO orders (id) VALUES (1, 2)", 0, 1, 1, "2 values for 1 columns", "list of columns"},
		{"CREATE TABLE orders (a)", 0, 1, 14, "table orders already exists", "DROP TABLE"},
		{"CREATE TABLE x (a REFERENCES customer (age)); INSERT INTO x VALUES (1)", 1, 1, 47,
			"foreign key mismatch", "UNIQUE"},
		{"SELECT *\nFROM Right.Table", 0, 2, 12, `near "Table": syntax error`, ""},
		{"SELECT (SELECT 1, 2)", 0, 1, 1, "sub-select returns 2 columns - expected 1", "in brackets"},
		{"SELECT id FROM customer HAVING id > 1", 0, 1, 1, "HAVING clause on a non-aggregate query", "GROUP BY"},
		{"SELECT id FROM customer GROUP BY count(*)", 0, 1, 1,
			"aggregate functions are not allowed in the GROUP BY clause", "GROUP BY"},
		{"SELECT id FROM customer ORDER BY 4", 0, 1, 1, "ORDER BY term out of range", "counts the columns"},
		{"SELECT 1 UNION SELECT 1, 2", 0, 1, 1, "do not have the same number of result columns", "Both sides"},
		{"SELECT * FROM customer JOIN orders USING (email)", 0, 1, 1, "cannot join using column email", "ON a.x = b.y"},
		{"DROP INDEX i", 0, 1, 1, "no such index: i", "spelling"},
		{"CREATE INDEX i ON orders (total); CREATE INDEX i ON orders (id)", 1, 1, 35, "index i already exists", "taken"},
		{"BEGIN; BEGIN", 1, 1, 8, "cannot start a transaction within a transaction", "COMMIT"},
		{"CREATE TABLE x (a, a)", 0, 1, 1, "duplicate column name: a", "another name"},
		{"SELECT json('[1,')", 0, 1, 1, "malformed JSON", "brackets"},
		{"SELECT sum(9223372036854775807) FROM customer", 0, 1, 1, "integer overflow", "REAL"},
		{"CREATE TABLE sqlite_x (a)", 0, 1, 1, "reserved for internal use", "sqlite_"},
		{"COMMIT", 0, 1, 1, "no transaction is active", "BEGIN"},
	} {
		r, err := Run(context.Background(), shop, nil, test.sql, Options{})
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%s: got %v, want an error", test.sql, err)
			continue
		}
		if !strings.Contains(e.Message, test.message) || !strings.Contains(e.Hint, test.hint) || e.Hint == "" {
			t.Errorf("%s: message %q, hint %q", test.sql, e.Message, e.Hint)
		}
		if e.Line != test.line || e.Column != test.column {
			t.Errorf("%s: at %d:%d, want %d:%d", test.sql, e.Line, e.Column, test.line, test.column)
		}
		if len(r.Statements) != test.finished {
			t.Errorf("%s: %d statements finished, want %d", test.sql, len(r.Statements), test.finished)
		}
	}
}

func TestReplay(t *testing.T) {
	above := []string{
		"CREATE TABLE note (id INTEGER PRIMARY KEY); INSERT INTO note VALUES (1)",
		"INSERT INTO note VALUES (2);\nINSERT INTO note VALUES (1); INSERT INTO note VALUES (3)",
	}
	r, err := Run(context.Background(), shop, above, "SELECT id FROM note", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := show(r.Statements[0]); got != "1 / 2" {
		t.Errorf("rows %s, want those before the failing statement, 1 / 2", got)
	}
	if len(r.Replay) != 1 || r.Replay[0].Cell != 2 || r.Replay[0].Line != 2 ||
		!strings.Contains(r.Replay[0].Message, "UNIQUE") {
		t.Errorf("replay errors = %v, want one in cell 2, line 2", r.Replay)
	}

	endless := "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c"
	_, err = Run(
		context.Background(),
		shop,
		[]string{"SELECT 1", endless},
		"SELECT 1",
		Options{Deadline: 50 * time.Millisecond},
	)
	if e := (*Error)(nil); !errors.As(err, &e) || e.Cell != 2 || e.Message != "interrupted" {
		t.Errorf("got %v, want cell 2 interrupted", err)
	}
	bomb := "CREATE TEMP TABLE t AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) " +
		"SELECT randomblob(90000) FROM c"
	_, err = Run(context.Background(), shop, []string{bomb}, "SELECT 1", Options{Deadline: time.Minute})
	if e := (*Error)(nil); !errors.As(err, &e) || e.Cell != 1 || e.Message != "out of memory" {
		t.Errorf("got %v, want cell 1 out of memory", err)
	}
}

func TestLimits(t *testing.T) {
	many := "SELECT value FROM generate_series(1, 5000)"
	if s := ask(t, "", many); len(s.Rows) != 200 || s.RowCount != 5000 || !s.Truncated || s.More {
		t.Errorf("%d rows shown of %d, truncated %v, more %v; want 200 of 5000", len(s.Rows), s.RowCount, s.Truncated, s.More)
	}
	endless := "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
	if s := ask(t, "", endless); s.RowCount != 10_000 || !s.More {
		t.Errorf("counted %d rows, more %v; want to stop at 10000", s.RowCount, s.More)
	}
	wide := ask(t, "", "SELECT hex(zeroblob(40000)) FROM generate_series(1, 300)")
	size := 0
	for _, row := range wide.Rows {
		size += len(row[0])
	}
	if !wide.Truncated || size > 256<<10+5000 || size < 200<<10 {
		t.Errorf("%d bytes kept, truncated %v; want about 256 KiB", size, wide.Truncated)
	}
	if s := ask(t, "", "SELECT x'00ff', zeroblob(100), 'a'||char(0)||'b'||char(27), 2.0, 1e300*1e10, ''"); show(s) !=
		"X'00FF'|X'"+strings.Repeat("00", 32)+"…' (100 bytes)|a\uFFFDb\uFFFD|2.0|Inf|" {
		t.Errorf("values %s", show(s))
	}
}

// A broken data script is our fault, not the learner's.
func TestBrokenSetup(t *testing.T) {
	_, err := Run(context.Background(), "CREATE TABLE t (", nil, "SELECT 1", Options{})
	if e := (*Error)(nil); err == nil || errors.As(err, &e) {
		t.Errorf("got %v, want an internal error", err)
	}
	if _, err := Schema(context.Background(), "CREATE TABLE t ("); err == nil {
		t.Error("Schema accepted a broken script")
	}
}

// Our replacements of trim, replace and instr give what SQLite's own give.
func TestReplacedFunctions(t *testing.T) {
	plain, err := sqlite3.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	for _, expr := range []string{
		"trim('xxaxx', 'x')", "trim('abcba', 'ab')", "trim('', 'x')", "trim('a', '')", "trim('üaü', 'ü')",
		"trim(NULL, 'x')", "trim('a', NULL)", "trim(121, 1)",
		"ltrim('xxaxx', 'x')", "rtrim('xxaxx', 'x')", "ltrim('ab', 'ba')",
		"replace('aba', 'a', 'cc')", "replace('aba', '', 'c')", "replace('aba', 'a', '')", "replace(NULL, 'a', 'b')",
		"replace('a', NULL, 'b')", "replace('a', 'a', NULL)", "replace(121, 1, 3)", "replace('aaa', 'aa', 'b')",
		"instr('héllo', 'l')", "instr('héllo', 'x')", "instr('abc', '')", "instr('', 'a')", "instr(x'010203', x'03')",
		"instr(x'C3A961', 'a')", "instr(NULL, 'a')", "instr(12345, 34)", "instr('héllo', x'6C')",
	} {
		sql := "SELECT " + expr + ", typeof(" + expr + ")"
		stmt, _, err := plain.Prepare(sql)
		if err != nil {
			t.Fatal(err)
		}
		stmt.Step()
		want := stmt.ColumnText(0) + "|" + stmt.ColumnText(1)
		stmt.Close()
		if got := strings.TrimPrefix(show(ask(t, "", sql)), "NULL"); got != want {
			t.Errorf("%s = %s, SQLite's own gives %s", expr, got, want)
		}
	}
}

func TestAlterTable(t *testing.T) {
	sql := "ALTER TABLE customer RENAME COLUMN age TO years; ALTER TABLE customer ADD COLUMN z INT; " +
		"ALTER TABLE customer DROP COLUMN z;" +
		"ALTER TABLE customer RENAME TO person; CREATE INDEX by_years ON person (years); ANALYZE; REINDEX; " +
		"SELECT years FROM person WHERE years > 40"
	if got := show(ask(t, shop, sql)); got != "41" {
		t.Errorf("rows %s, want 41", got)
	}
}

func BenchmarkRun(b *testing.B) {
	for b.Loop() {
		sql := "SELECT * FROM customer JOIN orders ON customer.id = customer_id"
		if _, err := Run(context.Background(), shop, nil, sql, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplayFive(b *testing.B) {
	above := []string{
		"SELECT 1",
		"SELECT * FROM orders",
		"CREATE TABLE x (a)",
		"INSERT INTO x VALUES (1)",
		"SELECT * FROM x",
	}
	for b.Loop() {
		if _, err := Run(context.Background(), shop, above, "SELECT * FROM x", Options{Plan: true}); err != nil {
			b.Fatal(err)
		}
	}
}
