package tables

import (
	"errors"
	"math"
	"regexp"
	"testing"

	"abacus/lessons/notebook/notebooktest"
)

func TestSchemaChecks(t *testing.T) {
	id := Column{Name: "id", Type: Integer}
	for name, s := range map[string]Schema{
		"no primary key":        {Name: "t", Columns: []Column{id}},
		"primary key of text":   {Name: "t", Columns: []Column{{Name: "id", Type: Text}}, PrimaryKey: "id"},
		"column twice":          {Name: "t", Columns: []Column{id, id}, PrimaryKey: "id"},
		"column without a name": {Name: "t", Columns: []Column{id, {Type: Text}}, PrimaryKey: "id"},
		"column without a type": {Name: "t", Columns: []Column{id, {Name: "a"}}, PrimaryKey: "id"},
		"key on no column":      {Name: "t", Columns: []Column{id}, PrimaryKey: "id", ForeignKeys: []ForeignKey{{"a", "t"}}},
		"key to no table":       {Name: "t", Columns: []Column{id}, PrimaryKey: "id", ForeignKeys: []ForeignKey{{"id", "x"}}},
	} {
		if err := new(Database).Create(s); !errors.Is(err, ErrSchema) {
			t.Errorf("%s: got %v, want ErrSchema", name, err)
		}
	}
	db := &Database{}
	good := Schema{Name: "t", Columns: []Column{id}, PrimaryKey: "id"}
	if err := db.Create(good); err != nil {
		t.Fatal(err)
	}
	if err := db.Create(good); !errors.Is(err, ErrSchema) {
		t.Errorf("a table twice: %v", err)
	}
	if db.Insert("nope", Int(1)) == nil || db.Insert("t") == nil || db.Delete("nope", Int(1)) == nil {
		t.Error("no error for an unknown table or a short row")
	}
}

// A refused row leaves no trace, not even in an index.
func TestRefusedRowLeavesNoTrace(t *testing.T) {
	shop, err := Shop()
	if err != nil {
		t.Fatal(err)
	}
	if err := shop.Insert("customer", Int(9), Str("Eve"), Str("ada@example.com"), Value{}); !errors.Is(err, ErrUnique) {
		t.Fatalf("got %v, want ErrUnique", err)
	}
	if _, found := shop.Table("customer").ByKey(Int(9)); found {
		t.Error("the refused row is in the index")
	}
	if err := shop.Insert("customer", Int(9), Str("Eve"), Str("eve@example.com"), Value{}); err != nil {
		t.Errorf("the corrected row: %v", err)
	}
}

func TestLookUps(t *testing.T) {
	for n := range 70 {
		keys := make([]int, n)
		for i := range keys {
			keys[i] = 2 * i
		}
		limit := 0
		for m := n; m > 0; m /= 2 {
			limit++ // floor(log2 n) + 1
		}
		for key := -1; key <= 2*n; key++ {
			a, scanned := Scan(keys, key)
			b, halved := Search(keys, key)
			if a != b {
				t.Fatalf("n = %d: key %d is at %d by scan, at %d by halving", n, key, a, b)
			}
			if halved > limit || scanned > n || a >= 0 && (scanned != a+1 || keys[a] != key) {
				t.Fatalf("n = %d, key %d: %d and %d comparisons", n, key, scanned, halved)
			}
		}
	}
}

// The figures the lesson shows are close to theory: n/2 and log2 n − 1.
func TestAverageCost(t *testing.T) {
	scan, search := averageCost(10_000)
	if scan < 4800 || scan > 5200 || search < 11.5 || search > 13.5 {
		t.Errorf("10 000 rows: %.0f and %.1f comparisons", scan, search)
	}
}

// Each choice of the explorer does what its label says, here and in SQLite.
func TestChangesLikeSQLite(t *testing.T) {
	for _, c := range changes() {
		shop, err := Shop()
		if err != nil {
			t.Fatal(err)
		}
		db := open(t, readFile(t, "../../content/data/shop.sql"))
		got, want := c.apply(shop), message(db.Exec(c.sql))
		gotText := ""
		if got != nil {
			gotText = regexp.MustCompile(` \(wrong type\)$`).ReplaceAllString(got.Error(), "")
		}
		if gotText != want {
			t.Errorf("%s: Go %q, SQLite %q", c.label, gotText, want)
		}
		if got, want := join(shop.Table(c.table).Rows), rows(t, db, "SELECT * FROM "+c.table); got != want {
			t.Errorf("%s: Go has %s, SQLite %s", c.label, got, want)
		}
	}
}

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells(), "Violations") }

// The averages are over all keys: for halving, the mean depth in a balanced tree.
func TestClaimLookUpCosts(t *testing.T) {
	for n, want := range map[int]float64{10: 2.9, 100: 5.80, 1000: 8.987, 10_000: 12.3631, 100_000: 15.68946} {
		scan, search := averageCost(n)
		if scan != float64(n+1)/2 {
			t.Errorf("%d rows: a scan takes %g comparisons, want %g", n, scan, float64(n+1)/2)
		}
		if math.Abs(search-want) > 0.001 {
			t.Errorf("%d rows: halving takes %.5f comparisons, want %.5f", n, search, want)
		}
		if n <= 1000 { // look up every key by a scan as well
			keys, total := make([]int, n), 0
			for i := range keys {
				keys[i] = i
			}
			for _, key := range keys {
				_, comparisons := Scan(keys, key)
				total += comparisons
			}
			if got := float64(total) / float64(n); got != scan {
				t.Errorf("%d rows: all scans take %g on average, not %g", n, got, scan)
			}
		}
	}
	scan, search := averageCost(10_000)
	if ratio := math.Round(scan / search); ratio != 404 {
		t.Errorf("halving is %g times cheaper", ratio)
	}
}
