package tables

import "fmt"

// Database is a set of tables that may point at each other.
type Database struct {
	tables map[string]*Table
	order  []string
}

// Table is a schema with its rows, and an index for each column that must not
// repeat.
type Table struct {
	Schema Schema
	Rows   []Row // in the order of insertion
	// index holds, for each column that is indexed, the position in Rows of each
	// value.
	index []map[Value]int
}

// Create adds an empty table. A foreign key may point at the table itself or
// at an existing one.
func (db *Database) Create(s Schema) error {
	if err := s.check(); err != nil {
		return err
	}
	if db.Table(s.Name) != nil {
		return fmt.Errorf("%w: table %s already exists", ErrSchema, s.Name)
	}
	for _, f := range s.ForeignKeys {
		if f.References != s.Name && db.Table(f.References) == nil {
			return fmt.Errorf("%w: table %s: no such table: %s", ErrSchema, s.Name, f.References)
		}
	}
	t := &Table{Schema: s}
	t.reindex()
	if db.tables == nil {
		db.tables = make(map[string]*Table)
	}
	db.tables[s.Name] = t
	db.order = append(db.order, s.Name)
	return nil
}

// Table returns the table with that name, or nil.
func (db *Database) Table(name string) *Table { return db.tables[name] }

// Names lists the tables in order of creation.
func (db *Database) Names() []string { return db.order }

// reindex builds the indexes from the rows. It takes time in proportion to
// the number of rows.
func (t *Table) reindex() {
	t.index = make([]map[Value]int, len(t.Schema.Columns))
	for i, c := range t.Schema.Columns {
		if c.Unique || c.Name == t.Schema.PrimaryKey {
			t.index[i] = make(map[Value]int)
		}
	}
	for place, row := range t.Rows {
		t.addToIndex(row, place)
	}
}

// addToIndex notes where a row's unique values are. NULL is not noted: it
// equals nothing, so it cannot repeat.
func (t *Table) addToIndex(row Row, place int) {
	for i, index := range t.index {
		if index != nil && !row[i].IsNull() {
			index[row[i]] = place
		}
	}
}

// ByKey returns the row with that primary key: one look into a map, however
// long the table.
func (t *Table) ByKey(key Value) (Row, bool) {
	place, ok := t.index[t.Schema.column(t.Schema.PrimaryKey)][key]
	if !ok {
		return nil, false
	}
	return t.Rows[place], true
}
