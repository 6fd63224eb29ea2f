package tables

import (
	"strings"

	"abacus/lessons/notebook"
)

// change is something to try on the shop.
type change struct {
	label string
	sql   string
	apply func(*Database) error
	table string
	rule  string // what the schema says about it
}

// changes lists what the explorer offers: the first is fine, the others break
// one rule each.
func changes() []change {
	insert := func(table string, row ...Value) func(*Database) error {
		return func(db *Database) error { return db.Insert(table, row...) }
	}
	return []change{
		{"a primary key that is taken", "INSERT INTO customer VALUES (2, 'Eve', 'eve@example.com', 'York')",
			insert("customer", Int(2), Str("Eve"), Str("eve@example.com"), Str("York")), "customer",
			"Ben has the id 2. If two rows had that id, a sale to customer 2 would belong to nobody in particular."},
		{"a good row", "INSERT INTO customer VALUES (5, 'Eve', 'eve@example.com', 'York')",
			insert("customer", Int(5), Str("Eve"), Str("eve@example.com"), Str("York")), "customer",
			"Every rule is kept, so the row is stored."},
		{"a city that is not known", "INSERT INTO customer VALUES (5, 'Eve', 'eve@example.com', NULL)",
			insert("customer", Int(5), Str("Eve"), Str("eve@example.com"), Value{}), "customer",
			"city may be NULL: the schema does not require it."},
		{"an e-mail that is taken", "INSERT INTO customer VALUES (5, 'Ada', 'ada@example.com', 'Leeds')",
			insert("customer", Int(5), Str("Ada"), Str("ada@example.com"), Str("Leeds")), "customer",
			"email is UNIQUE: the rule that keeps one person from being stored twice."},
		{"no name", "INSERT INTO customer VALUES (5, NULL, 'eve@example.com', 'York')",
			insert("customer", Int(5), Value{}, Str("eve@example.com"), Str("York")), "customer",
			"name is NOT NULL: a value is required."},
		{"a text for a number", "INSERT INTO product VALUES (4, 'tray', 'cheap')",
			insert("product", Int(4), Str("tray"), Str("cheap")), "product",
			"price is INTEGER, and the table is strict about it."},
		{"a sale to nobody", "INSERT INTO sale VALUES (8, 9, 1, 1)",
			insert("sale", Int(8), Int(9), Int(1), Int(1)), "sale",
			"customer_id must be the id of a customer, and there is no customer 9: the key would dangle."},
		{"delete a customer with sales", "DELETE FROM customer WHERE id = 1",
			func(db *Database) error { return db.Delete("customer", Int(1)) }, "customer",
			"Three sales point at Ada. Without her they would dangle."},
		{"delete a customer without sales", "DELETE FROM customer WHERE id = 4",
			func(db *Database) error { return db.Delete("customer", Int(4)) }, "customer",
			"Nothing points at Dan, so his row may go."},
	}
}

// Violations tries a change on the shop and shows the error, or the table
// after it.
func Violations(nb *notebook.Cell) {
	var labels []string
	for _, c := range changes() {
		labels = append(labels, c.label)
	}
	chosen := nb.Select("try", "try", labels...)
	shop, err := Shop()
	if err != nil {
		nb.Error(err)
		return
	}
	for _, c := range changes() {
		if c.label != chosen {
			continue
		}
		table := shop.Table(c.table)
		before := len(table.Rows)
		// Two lines fit on a telephone.
		nb.Println(strings.Replace(c.sql, "VALUES ", "VALUES\n  ", 1))
		err := c.apply(shop)
		nb.Error(err)
		nb.Say("%s", c.rule)
		var mark []int
		if len(table.Rows) > before {
			mark = []int{before}
		}
		nb.Table(rowsOf(table, mark...))
		nb.Say("%s had %d rows and has %d now.",
			c.table, before, len(table.Rows))
	}
}
