package tables

import (
	"testing"

	"abacus/lessons/notebook/exercise"
)

// The solutions give what the exercises state, on the data that they show.
func TestSolutions(t *testing.T) {
	for _, test := range []struct{ name, data, more, want string }{
		{"DeleteDuplicates", "duplicates", "", "1|john@example.com / 2|bob@example.com"},
		{"SecondHighest", "salary", "", "200"},
		{"SecondHighest", "salary", "DELETE FROM employee WHERE id > 1;", "NULL"},
		{"EveryPerson", "address", "", "Ada|Lovelace|London / Alan|Turing|NULL / Grace|Hopper|New York / " +
			"Grace|Hopper|Arlington"},
		{"RevenueByMonth", "revenue", "", "1|8000|7000|6000|NULL / 2|9000|NULL|NULL|NULL / 3|NULL|10000|NULL|NULL"},
	} {
		q := Exercises()[test.name].(exercise.SQL)
		db := open(t, readFile(t, "../../content/data/"+test.data+".sql")+test.more)
		if got, err := lastRows(t, db, q.Query(q.Solution)); err != nil || got != test.want {
			t.Errorf("%s: got %s (%v), want %s", test.name, got, err, test.want)
		}
	}
}

// SQLite accepts and refuses what the choice says it does.
func TestWhichChanges(t *testing.T) {
	changes := []string{
		"INSERT INTO customer (name, email) VALUES ('Ada', 'ada.b@example.com');",
		"INSERT INTO sale (product_id, quantity) VALUES (1, 1);",
		"UPDATE customer SET city = NULL WHERE name = 'Ben';",
		"INSERT INTO sale (customer_id, product_id, quantity) VALUES (5, 1, 1); INSERT INTO customer VALUES (5, 'Eve', " +
			"'eve@example.com', NULL);",
		"DELETE FROM customer WHERE name = 'Dan';",
		"UPDATE customer SET id = 1 WHERE name = 'Ben';",
	}
	options := whichChanges().Options
	if len(options) != len(changes) {
		t.Fatalf("%d options, %d changes", len(options), len(changes))
	}
	for i, o := range options {
		db := open(t, readFile(t, "../../content/data/shop.sql"))
		if err := db.Exec(changes[i]); (err == nil) != o.Right {
			t.Errorf("%s: right is %v, and %s gives %v", o.Text, o.Right, changes[i], err)
		}
	}
}
