package joins

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

// queries asks SQLite for the row numbers of each kind of join. The tables l
// and r have the columns n (row number from 0) and k (join key).
var queries = map[Kind]string{
	Inner: `SELECT l.n, r.n FROM l INNER JOIN r ON l.k = r.k`,
	Left:  `SELECT l.n, r.n FROM l LEFT JOIN r ON l.k = r.k`,
	Right: `SELECT l.n, r.n FROM l RIGHT JOIN r ON l.k = r.k`,
	Full:  `SELECT l.n, r.n FROM l FULL OUTER JOIN r ON l.k = r.k`,
	Cross: `SELECT l.n, r.n FROM l CROSS JOIN r`,
	Semi:  `SELECT l.n, NULL FROM l WHERE EXISTS (SELECT * FROM r WHERE r.k = l.k)`,
	Anti:  `SELECT l.n, NULL FROM l WHERE NOT EXISTS (SELECT * FROM r WHERE r.k = l.k)`,
}

// open returns an empty in-memory database with the tables l and r.
func open(t testing.TB) *sqlite3.Conn {
	t.Helper()
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	run(t, db, `CREATE TABLE l (n INTEGER, k); CREATE TABLE r (n INTEGER, k)`)
	return db
}

// run executes statements that return nothing.
func run(t testing.TB, db *sqlite3.Conn, sql string) {
	t.Helper()
	if err := db.Exec(sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// insert replaces the rows of a table by the given keys.
func insert[K comparable](t testing.TB, db *sqlite3.Conn, table string, keys []Key[K]) {
	t.Helper()
	run(t, db, "DELETE FROM "+table)
	stmt, _, err := db.Prepare("INSERT INTO " + table + " VALUES (?, ?)")
	if err != nil {
		t.Fatal(err)
	}
	defer stmt.Close()
	for n, k := range keys {
		err := stmt.BindInt(1, n)
		switch v := any(k.Value).(type) {
		case int:
			err = errors.Join(err, stmt.BindInt(2, v))
		case string:
			err = errors.Join(err, stmt.BindText(2, v))
		}
		if k.Null {
			err = errors.Join(err, stmt.BindNull(2))
		}
		if err = errors.Join(err, stmt.Exec()); err != nil {
			t.Fatal(err)
		}
	}
}

// pairs runs a query of two row numbers, with None for NULL.
func pairs(t testing.TB, db *sqlite3.Conn, query string) []Pair {
	t.Helper()
	stmt, _, err := db.Prepare(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer stmt.Close()
	number := func(col int) int {
		if stmt.ColumnType(col) == sqlite3.NULL {
			return None
		}
		return stmt.ColumnInt(col)
	}
	var got []Pair
	for stmt.Step() {
		got = append(got, Pair{number(0), number(1)})
	}
	if err := stmt.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}

// agree checks that every algorithm returns SQLite's rows for every kind.
func agree[K comparable](t testing.TB, db *sqlite3.Conn, algs []algorithm[K], left, right []Key[K]) {
	t.Helper()
	insert(t, db, "l", left)
	insert(t, db, "r", right)
	for _, kind := range Kinds() {
		want := sortedPairs(pairs(t, db, queries[kind]))
		for _, alg := range algs {
			got := sortedPairs(alg.join(table(left), table(right), kind, nil))
			if !slices.Equal(got, want) {
				t.Errorf("%s, %v of %v and %v:\n got %v\nwant %v", alg.name, kind, left, right, got, want)
			}
		}
	}
}

// randomKeys returns up to 12 keys drawn from few values, so that they repeat,
// with about one in six NULL.
func randomKeys[K comparable](rng *rand.Rand, value func(int) K) []Key[K] {
	keys := make([]Key[K], rng.IntN(13))
	distinct := 1 + rng.IntN(10)
	for i := range keys {
		if rng.IntN(6) == 0 {
			keys[i].Null = true
		} else {
			keys[i].Value = value(rng.IntN(distinct))
		}
	}
	return keys
}

func TestAgreesWithSQLite(t *testing.T) {
	db := open(t)
	rng := rand.New(rand.NewPCG(1, 0))
	whole := func(i int) int { return i - 4 }
	word := func(i int) string { return strings.Repeat("ab", i%4) + fmt.Sprint(i/4) }
	for range 400 {
		agree(t, db, algorithms(HashInt), randomKeys(rng, whole), randomKeys(rng, whole))
		agree(t, db, algorithms(HashString), randomKeys(rng, word), randomKeys(rng, word))
		same := randomKeys(rng, whole) // a SELF join
		agree(t, db, algorithms(HashInt), same, same)
		if t.Failed() {
			return
		}
	}
}

// FuzzAgreesWithSQLite reads each byte as a key: 0 is NULL.
func FuzzAgreesWithSQLite(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4}, []byte{1, 4, 5, 6})
	f.Add([]byte{1, 1, 0, 2}, []byte{1, 1, 1, 0})
	f.Add([]byte{}, []byte{0})
	db := open(f)
	keys := func(bytes []byte) []Key[int] {
		var keys []Key[int]
		for _, b := range bytes[:min(len(bytes), 40)] {
			keys = append(keys, Key[int]{Value: int(b), Null: b == 0})
		}
		return keys
	}
	f.Fuzz(func(t *testing.T, left, right []byte) {
		agree(t, db, algorithms(HashInt), keys(left), keys(right))
	})
}

// TestDataFile checks that the tables in Go are the tables the SQL cells use.
func TestDataFile(t *testing.T) {
	script, err := os.ReadFile("../../content/data/joins.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := open(t)
	run(t, db, string(script))
	l, r := LessonTables()
	ql, qr := QuizTables()
	for name, want := range map[string]Table[Row, int]{
		"left_table": l, "right_table": r, "quiz_left": ql, "quiz_right": qr,
	} {
		var rows []string
		for _, row := range want.Rows {
			rows = append(rows, idText(row.ID)+" "+row.Val)
		}
		got := texts(t, db, "SELECT coalesce(id, 'NULL') || ' ' || val FROM "+name)
		if !slices.Equal(got, rows) {
			t.Errorf("%s: got %v, want %v", name, got, rows)
		}
	}
	var staff []string
	for _, e := range Employees() {
		staff = append(staff, fmt.Sprintf("%d %s %s", e.ID, e.Name, idText(e.Manager)))
	}
	got := texts(t, db, "SELECT id || ' ' || name || ' ' || coalesce(manager_id, 'NULL') FROM employee")
	if !slices.Equal(got, staff) {
		t.Errorf("employee: got %v, want %v", got, staff)
	}
}

// texts runs a query of one text column.
func texts(t testing.TB, db *sqlite3.Conn, query string) []string {
	t.Helper()
	stmt, _, err := db.Prepare(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer stmt.Close()
	var got []string
	for stmt.Step() {
		got = append(got, stmt.ColumnText(0))
	}
	if err := stmt.Err(); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return got
}
