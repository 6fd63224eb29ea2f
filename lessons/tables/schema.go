package tables

import (
	"errors"
	"fmt"
)

// Column says what one column of a table holds.
type Column struct {
	Name    string
	Type    Type
	NotNull bool // a value is required
	Unique  bool // no two rows have the same value; any number may be NULL
}

// ForeignKey says that the values of Column are primary keys of the table
// References.
type ForeignKey struct {
	Column     string
	References string
}

// Schema is the plan of a table: what every row must look like, known before
// there are any rows.
type Schema struct {
	Name        string
	Columns     []Column
	PrimaryKey  string // the column that identifies a row
	ForeignKeys []ForeignKey
}

// ErrSchema is wrapped by the errors of a schema that makes no sense.
var ErrSchema = errors.New("bad schema")

// column returns the position of a column, or -1.
func (s Schema) column(name string) int {
	for i, c := range s.Columns {
		if c.Name == name {
			return i
		}
	}
	return -1
}

// check reports what is wrong with a schema taken on its own.
func (s Schema) check() error {
	seen := make(map[string]bool)
	for _, c := range s.Columns {
		if c.Name == "" || c.Type == Null || seen[c.Name] {
			return fmt.Errorf("%w: table %s: column %q needs a name of its own and a type", ErrSchema, s.Name, c.Name)
		}
		seen[c.Name] = true
	}
	if key := s.column(s.PrimaryKey); key < 0 || s.Columns[key].Type != Integer {
		return fmt.Errorf("%w: table %s: the primary key must be an INTEGER column", ErrSchema, s.Name)
	}
	for _, f := range s.ForeignKeys {
		if s.column(f.Column) < 0 {
			return fmt.Errorf("%w: table %s: foreign key on unknown column %q", ErrSchema, s.Name, f.Column)
		}
	}
	return nil
}
