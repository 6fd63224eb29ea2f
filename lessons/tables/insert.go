package tables

import (
	"errors"
	"fmt"
	"slices"
)

// The rules a row can break. The messages are SQLite's.
var (
	ErrType       = errors.New("wrong type")
	ErrNotNull    = errors.New("NOT NULL constraint failed")
	ErrUnique     = errors.New("UNIQUE constraint failed")
	ErrForeignKey = errors.New("FOREIGN KEY constraint failed")
)

// Insert adds a row to a table, or says which rule it breaks and changes
// nothing. For a row that breaks several, the error is the first in SQLite's
// order.
//
// A primary key of NULL asks for the next free number. Checking a key takes
// one look into a map, so the cost does not grow with the table.
func (db *Database) Insert(table string, values ...Value) error {
	t := db.Table(table)
	if t == nil {
		return fmt.Errorf("no such table: %s", table)
	}
	if len(values) != len(t.Schema.Columns) {
		return fmt.Errorf("table %s has %d columns but %d values were supplied",
			table, len(t.Schema.Columns), len(values))
	}
	row := slices.Clone(Row(values))
	t.fillKey(row)
	checks := []func(*Table, Row) error{
		checkNotNull, checkKey, checkTypes, checkUnique, db.checkForeignKeys,
	}
	for _, check := range checks {
		if err := check(t, row); err != nil {
			return err
		}
	}
	t.Rows = append(t.Rows, row)
	t.addToIndex(row, len(t.Rows)-1)
	return nil
}

// fillKey replaces a missing primary key by one more than the largest.
func (t *Table) fillKey(row Row) {
	key := t.Schema.column(t.Schema.PrimaryKey)
	if !row[key].IsNull() {
		return
	}
	largest := Int(0)
	for _, r := range t.Rows {
		if r[key].Number > largest.Number {
			largest = r[key]
		}
	}
	row[key] = Int(int(largest.Number) + 1)
}

func checkNotNull(t *Table, row Row) error {
	for i, c := range t.Schema.Columns {
		if c.NotNull && row[i].IsNull() {
			return fmt.Errorf("%w: %s.%s", ErrNotNull, t.Schema.Name, c.Name)
		}
	}
	return nil
}

func checkTypes(t *Table, row Row) error {
	for i, c := range t.Schema.Columns {
		if !row[i].IsNull() && row[i].Type != c.Type {
			return fmt.Errorf("cannot store %v value in %v column %s.%s (%w)",
				row[i].Type, c.Type, t.Schema.Name, c.Name, ErrType)
		}
	}
	return nil
}

func checkKey(t *Table, row Row) error {
	return t.checkIndex(t.Schema.column(t.Schema.PrimaryKey), row)
}

func checkUnique(t *Table, row Row) error {
	for i := range t.index {
		if err := t.checkIndex(i, row); err != nil {
			return err
		}
	}
	return nil
}

// checkIndex looks the row's value up in one column's index. In a column
// without an index no value is ever taken.
func (t *Table) checkIndex(column int, row Row) error {
	if _, taken := t.index[column][row[column]]; taken {
		name := t.Schema.Columns[column].Name
		return fmt.Errorf("%w: %s.%s", ErrUnique, t.Schema.Name, name)
	}
	return nil
}

// checkForeignKeys looks up each row that this one points at. A NULL points
// nowhere, which is allowed; a row may point at itself.
func (db *Database) checkForeignKeys(t *Table, row Row) error {
	key := row[t.Schema.column(t.Schema.PrimaryKey)]
	for _, f := range t.Schema.ForeignKeys {
		to := row[t.Schema.column(f.Column)]
		if to.IsNull() || f.References == t.Schema.Name && to == key {
			continue
		}
		if _, found := db.Table(f.References).ByKey(to); !found {
			return ErrForeignKey
		}
	}
	return nil
}
