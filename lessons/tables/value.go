// Package tables is the lesson on how a relational database is laid out. It
// builds a small one from first principles, with typed columns, enforced keys,
// look-ups, filters and groups.
//
// For the statements of the lesson it does what SQLite does, error messages
// included; the tests run both side by side.
package tables

import "strconv"

// Type is the kind of value a column holds.
type Type int

// The types. Null is the type of a missing value; no column has it.
const (
	Null Type = iota
	Integer
	Real
	Text
)

// String returns the type's name in SQL.
func (t Type) String() string {
	return [...]string{"NULL", "INTEGER", "REAL", "TEXT"}[t]
}

// Value is one field of a row. The zero Value is NULL: nothing is known.
//
// Values can be compared with == and can be keys of a map, as an index needs.
type Value struct {
	Type   Type
	Number float64 // of an Integer (whole, so exact up to 2⁵³) or a Real
	Text   string
}

// Int returns an INTEGER.
func Int(n int) Value { return Value{Type: Integer, Number: float64(n)} }

// Float returns a REAL.
func Float(x float64) Value { return Value{Type: Real, Number: x} }

// Str returns a TEXT.
func Str(s string) Value { return Value{Type: Text, Text: s} }

// IsNull reports whether the value is missing.
func (v Value) IsNull() bool { return v.Type == Null }

// String shows the value as a result table does.
func (v Value) String() string {
	switch v.Type {
	case Null:
		return "NULL"
	case Integer:
		return strconv.FormatFloat(v.Number, 'f', -1, 64)
	case Real:
		return strconv.FormatFloat(v.Number, 'g', 6, 64)
	}
	return v.Text
}

// Row is one row of a table: a value for each column, in the schema's order.
type Row []Value
