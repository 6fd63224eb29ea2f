package tables

import (
	"fmt"
	"slices"
)

// Delete removes the row with that primary key, unless another row still
// points at it. Deleting a row that does not exist changes nothing and is not
// an error.
//
// Finding who points at a row means scanning the other tables: here every row
// of them; a real database uses an index on the foreign key.
func (db *Database) Delete(table string, key Value) error {
	t := db.Table(table)
	if t == nil {
		return fmt.Errorf("no such table: %s", table)
	}
	if _, found := t.ByKey(key); !found {
		return nil
	}
	for _, name := range db.order {
		if db.tables[name].pointsAt(t, key) {
			return ErrForeignKey
		}
	}
	column := t.Schema.column(t.Schema.PrimaryKey)
	t.Rows = slices.DeleteFunc(t.Rows, func(r Row) bool { return r[column] == key })
	t.reindex() // the rows behind it have moved up
	return nil
}

// pointsAt reports whether some row other than the one to be deleted has a
// foreign key to it.
func (t *Table) pointsAt(to *Table, key Value) bool {
	own := t.Schema.column(t.Schema.PrimaryKey)
	for _, f := range t.Schema.ForeignKeys {
		if f.References != to.Schema.Name {
			continue
		}
		from := t.Schema.column(f.Column)
		for _, row := range t.Rows {
			if row[from] == key && (t != to || row[own] != key) {
				return true
			}
		}
	}
	return false
}
