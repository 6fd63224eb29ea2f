package show

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"abacus/lessons/notebook"
)

// maxRows and maxColumns bound the tables that are shown. What is left out is counted.
const maxRows, maxColumns = 100, 30

// list shows structs and rows of numbers or texts as a table, and reports whether it
// has.
func list(nb *notebook.Cell, v reflect.Value) bool {
	elem := v.Type().Elem()
	switch {
	case tabular(elem):
		table := notebook.Table{}
		addFields(&table, pointedTo(elem))
		rows(&table, v.Len(), func(i int) []string { return fieldTexts(v.Index(i), len(table.Columns)) })
		nb.Table(table)
		left(nb, v.Len(), pointedTo(elem).NumField())
		return true
	case (elem.Kind() == reflect.Slice || elem.Kind() == reflect.Array) && basic(elem.Elem()):
		lists(nb, v)
		return true
	}
	return false
}

// lists shows a list of lists, one in each row.
func lists(nb *notebook.Cell, v reflect.Value) {
	columns := 0
	for i := range v.Len() {
		columns = max(columns, v.Index(i).Len())
	}
	if columns == 0 {
		nb.Println(place(v))
		return
	}
	table := notebook.Table{Columns: numbered(columns)}
	if number(v.Type().Elem().Elem()) {
		table.Numeric = all(columns)
	}
	rows(&table, v.Len(), func(i int) []string {
		row := make([]string, len(table.Columns))
		for j := range min(v.Index(i).Len(), len(row)) {
			row[j] = place(v.Index(i).Index(j))
		}
		return row
	})
	nb.Table(table)
	left(nb, v.Len(), columns)
}

// tabular reports whether values of a type, structs or pointers to them, are rows of a
// table: not those that say themselves how they are shown.
func tabular(t reflect.Type) bool {
	if t.Implements(reflect.TypeFor[fmt.Stringer]()) || t.Implements(reflect.TypeFor[error]()) {
		return false
	}
	return pointedTo(t).Kind() == reflect.Struct && pointedTo(t).NumField() > 0
}

func pointedTo(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// addFields adds the fields of a struct type to the columns of a table.
func addFields(table *notebook.Table, t reflect.Type) {
	for i := range min(t.NumField(), maxColumns) {
		if number(t.Field(i).Type) {
			table.Numeric = append(table.Numeric, len(table.Columns))
		}
		table.Columns = append(table.Columns, t.Field(i).Name)
	}
}

// place returns the text of a value in a table, where what is cut off is only marked.
func place(v reflect.Value) string {
	s, _ := text(v)
	return s
}

// fieldTexts returns the first n fields of a value of a tabular type.
func fieldTexts(v reflect.Value, n int) []string {
	row := make([]string, n)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			row[0] = "nil"
			return row
		}
		v = v.Elem()
	}
	for i := range row {
		row[i] = place(v.Field(i))
	}
	return row
}

// fields shows the fields of a struct.
func fields(nb *notebook.Cell, v reflect.Value) {
	name := typeName(v.Type())
	if v.NumField() == 0 {
		nb.Println(name + "{}")
		return
	}
	table := notebook.Table{Columns: []string{name, ""}}
	rows(&table, v.NumField(), func(i int) []string { return []string{v.Type().Field(i).Name, place(v.Field(i))} })
	nb.Table(table)
	left(nb, v.NumField(), 0)
}

// entries shows a map by the order of its keys.
func entries(nb *notebook.Cell, v reflect.Value) {
	table := notebook.Table{Columns: []string{"key"}}
	columns := func(value reflect.Value) []string { return []string{place(value)} }
	if elem := v.Type().Elem(); tabular(elem) {
		addFields(&table, pointedTo(elem))
		columns = func(value reflect.Value) []string { return fieldTexts(value, len(table.Columns)-1) }
	} else {
		table.Columns = append(table.Columns, "value")
	}
	list := sorted(v)
	rows(&table, len(list), func(i int) []string { return append([]string{list[i].key}, columns(list[i].value)...) })
	nb.Table(table)
	left(nb, len(list), 0)
}

// entry is an entry of a map. A key is looked at once: NaN is never found again.
type entry struct {
	key    string
	number float64 // the key, if all keys of the map are numbers
	value  reflect.Value
}

// sorted returns the entries of a map by the order of their keys: as numbers if all of
// them are, or look like it, and else as texts.
func sorted(m reflect.Value) []entry {
	list, numbers := make([]entry, 0, m.Len()), true
	for it := m.MapRange(); it.Next(); {
		e := entry{key: place(it.Key()), value: it.Value()}
		if numbers {
			e.number, numbers = asNumber(it.Key(), e.key)
		}
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b entry) int {
		if order := cmp.Compare(a.number, b.number); numbers && order != 0 {
			return order
		}
		if order := cmp.Compare(a.key, b.key); order != 0 {
			return order
		}
		return cmp.Compare(place(a.value), place(b.value)) // keys that look the same
	})
	return list
}

// asNumber returns a key that is a number, or whose text is one.
func asNumber(key reflect.Value, text string) (float64, bool) {
	if key.Kind() == reflect.Interface {
		key = key.Elem()
	}
	switch {
	case key.CanInt():
		return float64(key.Int()), true
	case key.CanUint():
		return float64(key.Uint()), true
	case key.CanFloat():
		return key.Float(), true
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil
}

// grid shows a matrix.
func grid(nb *notebook.Cell, m matrix) {
	n, columns := m.Dims()
	if n == 0 || columns == 0 {
		nb.Println(fmt.Sprintf("a matrix of %d × %d", n, columns))
		return
	}
	table := notebook.Table{Columns: numbered(columns), Numeric: all(columns)}
	rows(&table, n, func(i int) (row []string) {
		for j := range table.Columns {
			row = append(row, strconv.FormatFloat(m.At(i, j), 'g', 6, 64))
		}
		return row
	})
	nb.Table(table)
	left(nb, n, columns)
}

// rows adds at most maxRows rows to a table.
func rows(table *notebook.Table, n int, row func(i int) []string) {
	for i := range min(n, maxRows) {
		table.Rows = append(table.Rows, row(i))
	}
}

// left says how much of a table is not shown.
func left(nb *notebook.Cell, rows, columns int) {
	if rows > maxRows {
		nb.Say("The first %d of %d rows.", maxRows, rows)
	}
	if columns > maxColumns {
		nb.Say("The first %d of %d columns.", maxColumns, columns)
	}
}

// numbered returns headings of columns without names, at most maxColumns.
func numbered(n int) (names []string) {
	for i := range min(n, maxColumns) {
		names = append(names, strconv.Itoa(i))
	}
	return names
}

// all lists the columns of a table that has only numbers.
func all(n int) (columns []int) {
	for i := range min(n, maxColumns) {
		columns = append(columns, i)
	}
	return columns
}

func number(t reflect.Type) bool {
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Float64
}
