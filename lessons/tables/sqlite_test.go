package tables

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// open returns an SQLite database that has run the script.
func open(t *testing.T, script string) *sqlite3.Conn {
	t.Helper()
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Exec("PRAGMA foreign_keys = ON;" + script); err != nil {
		t.Fatal(err)
	}
	return db
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// rows runs a query and writes its rows as "a|b / c|d".
func rows(t *testing.T, db *sqlite3.Conn, query string) string {
	t.Helper()
	stmt, _, err := db.Prepare(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer stmt.Close()
	var out []string
	for stmt.Step() {
		var fields []string
		for i := range stmt.ColumnCount() {
			if stmt.ColumnType(i) == sqlite3.NULL {
				fields = append(fields, "NULL")
			} else {
				fields = append(fields, stmt.ColumnText(i))
			}
		}
		out = append(out, strings.Join(fields, "|"))
	}
	if err := stmt.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(out, " / ")
}

func join(rows []Row) string {
	var out []string
	for _, row := range rows {
		var fields []string
		for _, v := range row {
			fields = append(fields, v.String())
		}
		out = append(out, strings.Join(fields, "|"))
	}
	return strings.Join(out, " / ")
}

// literal writes a value as SQL.
func literal(v Value) string {
	if v.Type == Text {
		return "'" + v.Text + "'"
	}
	if v.Type == Real {
		return fmt.Sprintf("%g", v.Number)
	}
	return v.String()
}

// message is SQLite's message without the library's prefix.
func message(err error) string {
	if err == nil {
		return ""
	}
	text := err.Error()
	for _, prefix := range []string{"sqlite3: ", "constraint failed: ", "SQL logic error: "} {
		text = strings.TrimPrefix(text, prefix)
	}
	return text
}

// TestShop compares the Go data with the SQL file the page uses.
func TestShop(t *testing.T) {
	shop, err := Shop()
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, readFile(t, "../../content/data/shop.sql"))
	for _, name := range shop.Names() {
		if got, want := join(shop.Table(name).Rows), rows(t, db, "SELECT * FROM "+name+" ORDER BY id"); got != want {
			t.Errorf("%s in Go: %s\nin SQL: %s", name, got, want)
		}
	}
}

// TestSameAsSQLite makes thousands of random inserts and deletes, most of them
// wrong in some way, and compares errors and rows with SQLite's.
func TestSameAsSQLite(t *testing.T) {
	shop, err := Shop()
	if err != nil {
		t.Fatal(err)
	}
	db := open(t, readFile(t, "../../content/data/shop.sql"))
	rng := rand.New(rand.NewPCG(1, 0))
	seen := make(map[string]int)
	for i := range 4000 {
		table := shop.Table(shop.Names()[rng.IntN(3)])
		name := table.Schema.Name
		var sql string
		var got error
		if rng.IntN(5) == 0 {
			key := Int(rng.IntN(40))
			sql = fmt.Sprintf("DELETE FROM %s WHERE id = %s", name, key)
			got = shop.Delete(name, key)
		} else {
			row := randomRow(rng, table.Schema)
			var fields []string
			for _, v := range row {
				fields = append(fields, literal(v))
			}
			sql = fmt.Sprintf("INSERT INTO %s VALUES (%s)", name, strings.Join(fields, ", "))
			got = shop.Insert(name, row...)
		}
		want := message(db.Exec(sql))
		gotText := ""
		if got != nil {
			gotText = got.Error()
		}
		if strings.TrimSuffix(gotText, " (wrong type)") != want {
			t.Fatalf("step %d, %s:\nGo:     %q\nSQLite: %q", i, sql, gotText, want)
		}
		seen[strings.Join(strings.Fields(gotText)[:min(2, len(strings.Fields(gotText)))], " ")]++
	}
	for _, kind := range []string{"", "NOT NULL", "UNIQUE constraint", "FOREIGN KEY", "cannot store"} {
		if seen[kind] < 20 {
			t.Errorf("only %d cases of %q; the test proves little", seen[kind], kind)
		}
	}
	for _, name := range shop.Names() {
		sorted := "SELECT * FROM " + name + " ORDER BY id"
		values := open(t, readFile(t, "../../content/data/shop.sql")+
			"DELETE FROM sale; DELETE FROM product; DELETE FROM customer; PRAGMA foreign_keys = OFF;")
		for _, row := range shop.Table(name).Rows {
			var fields []string
			for _, v := range row {
				fields = append(fields, literal(v))
			}
			if err := values.Exec("INSERT INTO " + name + " VALUES (" + strings.Join(fields, ", ") + ")"); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := rows(t, values, sorted), rows(t, db, sorted); got != want {
			t.Errorf("%s after all:\nGo:     %s\nSQLite: %s", name, got, want)
		}
	}
}

// randomRow makes a row from few values, so that keys often collide, dangle or
// are missing.
func randomRow(rng *rand.Rand, s Schema) []Value {
	row := make([]Value, len(s.Columns))
	for i, c := range s.Columns {
		switch n := rng.IntN(60); {
		case n < 3:
			row[i] = Value{}
		case n == 3 && c.Type == Integer && i > 0:
			row[i] = Str("many")
		case n == 4 && c.Type == Integer && i > 0:
			row[i] = Float(2.5)
		case c.Type == Integer:
			row[i] = Int(rng.IntN(30))
		default:
			row[i] = Str(string(rune('a'+rng.IntN(26))) + string(rune('a'+rng.IntN(26))))
		}
	}
	return row
}

// TestWhereAndGroupLikeSQLite compares filters and groups on random tables
// with many NULLs.
func TestWhereAndGroupLikeSQLite(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for range 60 {
		table := &Table{Schema: Schema{
			Name:       "t",
			PrimaryKey: "id",
			Columns:    []Column{{Name: "id", Type: Integer}, {Name: "k", Type: Text}, {Name: "v", Type: Integer}},
		}}
		script := "CREATE TABLE t (id INTEGER PRIMARY KEY, k TEXT, v INTEGER);"
		for id := range rng.IntN(15) {
			row := Row{Int(id), Str(string(rune('a' + rng.IntN(3)))), Int(rng.IntN(7) - 3)}
			for i := 1; i < 3; i++ {
				if rng.IntN(4) == 0 {
					row[i] = Value{}
				}
			}
			table.Rows = append(table.Rows, row)
			script += fmt.Sprintf("INSERT INTO t VALUES (%s, %s, %s);", literal(row[0]), literal(row[1]), literal(row[2]))
		}
		db := open(t, script)
		for where, condition := range map[string]func(Row) Truth{
			"k = 'a'":                     func(r Row) Truth { return Equal(r[1], Str("a")) },
			"NOT k = 'a'":                 func(r Row) Truth { return Not(Equal(r[1], Str("a"))) },
			"k = 'a' OR v < 1":            func(r Row) Truth { return Or(Equal(r[1], Str("a")), Less(r[2], Int(1))) },
			"NOT (k = 'b' AND v < 1)":     func(r Row) Truth { return Not(And(Equal(r[1], Str("b")), Less(r[2], Int(1)))) },
			"k IS NULL":                   func(r Row) Truth { return IsNull(r[1]) },
			"NOT (k IS NULL OR v = NULL)": func(r Row) Truth { return Not(Or(IsNull(r[1]), Equal(r[2], Value{}))) },
			"v < 'a'":                     func(r Row) Truth { return Less(r[2], Str("a")) },
			"k < 'b' AND NOT (v < 0 OR 1 < v)": func(r Row) Truth {
				return And(Less(r[1], Str("b")), Not(Or(Less(r[2], Int(0)), Less(Int(1), r[2]))))
			},
		} {
			got, want := join(table.Select(condition)), rows(t, db, "SELECT * FROM t WHERE "+where+" ORDER BY id")
			if got != want {
				t.Fatalf("%s\nWHERE %s\nGo:     %s\nSQLite: %s", script, where, got, want)
			}
		}
		var groups []Row
		for _, g := range GroupBy(table.Rows, 1, 2) {
			avg := "NULL"
			if !g.Avg().IsNull() {
				avg = fmt.Sprintf("%.6f", g.Avg().Number)
			}
			groups = append(groups, Row{g.Key, Int(g.Rows), Int(g.Count), g.Sum, g.Max, Str(avg)})
		}
		want := rows(t, db, "SELECT k, count(*), count(v), sum(v), max(v), printf(CASE WHEN avg(v) IS NULL THEN 'NULL' "+
			"ELSE '%.6f' END, avg(v)) FROM t GROUP BY k ORDER BY min(id)")
		if got := join(groups); got != want {
			t.Fatalf("%s\nGo:     %s\nSQLite: %s", script, got, want)
		}
	}
}
