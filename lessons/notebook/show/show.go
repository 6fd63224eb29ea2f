// Package show shows the values of Go expressions in a cell: numbers as text, tables
// as tables, matrices as grids, figures as figures. A cell that a reader writes on a
// page shows its last expression by it.
package show

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// maxRows and maxColumns bound what is shown of a value. What is left out is counted.
const maxRows, maxColumns = 100, 30

// matrix is a matrix of gonum, which this package does not import: every program
// would carry it.
type matrix interface {
	Dims() (rows, columns int)
	At(row, column int) float64
}

// others show values of types that only some programs have.
var others []func(nb *notebook.Cell, value any) bool

// Register adds a function that shows values of further types, and says whether it
// has. Packages call it from init.
func Register(show func(nb *notebook.Cell, value any) bool) { others = append(others, show) }

// Result returns a function that shows values. An expression is passed to it as
// show.Result(nb)(f()), where f may have several results. A last error that is nil is
// left out.
func Result(nb *notebook.Cell) func(values ...any) {
	return func(values ...any) {
		if n := len(values); n > 1 && values[n-1] == nil {
			values = values[:n-1]
		}
		for _, v := range values {
			Value(nb, v)
		}
	}
}

// Value shows one value.
func Value(nb *notebook.Cell, value any) {
	for _, show := range others {
		if show(nb, value) {
			return
		}
	}
	switch v := value.(type) {
	case nil:
		nb.Println("nil")
	case error:
		nb.Error(v)
	case notebook.Table:
		nb.Table(v)
	case notebook.Drawing:
		nb.Show(v)
	case fmt.Stringer:
		nb.Println(v.String())
	case matrix:
		rows, columns := v.Dims()
		grid(nb, rows, columns, v.At)
	default:
		reflected(nb, reflect.ValueOf(value))
	}
}

// reflected shows a value of any type.
func reflected(nb *notebook.Cell, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Elem().Kind() == reflect.Struct {
			fields(nb, v.Elem())
			return
		}
	case reflect.Struct:
		fields(nb, v)
		return
	case reflect.Map:
		entries(nb, v)
		return
	case reflect.Slice, reflect.Array:
		if list(nb, v) {
			return
		}
	}
	nb.Println(text(v))
}

// list shows structs and rows of numbers as a table, and reports whether it has.
func list(nb *notebook.Cell, v reflect.Value) bool {
	if v.Len() == 0 {
		return false
	}
	switch elem := v.Type().Elem(); {
	case elem.Kind() == reflect.Struct && elem.NumField() > 0:
		structs(nb, v)
		return true
	case (elem.Kind() == reflect.Slice || elem.Kind() == reflect.Array) && number(elem.Elem()):
		columns := 0
		for i := range v.Len() {
			columns = max(columns, v.Index(i).Len())
		}
		table := notebook.Table{Columns: numbered(columns), Numeric: all(columns)}
		rows(&table, v.Len(), func(i int) []string {
			row := make([]string, min(columns, maxColumns))
			for j := range min(v.Index(i).Len(), maxColumns) {
				row[j] = text(v.Index(i).Index(j))
			}
			return row
		})
		nb.Table(table)
		left(nb, v.Len(), columns)
		return true
	}
	return false
}

// structs shows a list of structs, one in each row.
func structs(nb *notebook.Cell, v reflect.Value) {
	typ := v.Type().Elem()
	table := notebook.Table{}
	for i := range min(typ.NumField(), maxColumns) {
		table.Columns = append(table.Columns, typ.Field(i).Name)
		if number(typ.Field(i).Type) {
			table.Numeric = append(table.Numeric, i)
		}
	}
	rows(&table, v.Len(), func(i int) (row []string) {
		for j := range table.Columns {
			row = append(row, text(v.Index(i).Field(j)))
		}
		return row
	})
	nb.Table(table)
	left(nb, v.Len(), typ.NumField())
}

// fields shows the fields of a struct.
func fields(nb *notebook.Cell, v reflect.Value) {
	if v.NumField() == 0 {
		nb.Println(v.Type().String() + "{}")
		return
	}
	table := notebook.Table{Columns: []string{v.Type().String(), ""}}
	rows(&table, v.NumField(), func(i int) []string { return []string{v.Type().Field(i).Name, text(v.Field(i))} })
	nb.Table(table)
	left(nb, v.NumField(), 0)
}

// entries shows a map by the order of its keys.
func entries(nb *notebook.Cell, v reflect.Value) {
	values := map[string]string{}
	keys := v.MapKeys()
	for _, k := range keys {
		values[text(k)] = text(v.MapIndex(k))
	}
	names := slices.Collect(maps.Keys(values))
	slices.SortFunc(names, func(a, b string) int {
		x, errX := strconv.ParseFloat(a, 64)
		y, errY := strconv.ParseFloat(b, 64)
		if errX == nil && errY == nil {
			return cmp.Compare(x, y)
		}
		return cmp.Compare(a, b)
	})
	table := notebook.Table{Columns: []string{"key", "value"}}
	rows(&table, len(names), func(i int) []string { return []string{names[i], values[names[i]]} })
	nb.Table(table)
	left(nb, len(names), 0)
}

// grid shows a matrix.
func grid(nb *notebook.Cell, n, columns int, at func(i, j int) float64) {
	table := notebook.Table{Columns: numbered(columns), Numeric: all(columns)}
	rows(&table, n, func(i int) (row []string) {
		for j := range table.Columns {
			row = append(row, strconv.FormatFloat(at(i, j), 'g', 6, 64))
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

// text returns a value as fmt prints it, with the numbers of long ones shortened.
func text(v reflect.Value) string {
	if v.CanFloat() {
		return strconv.FormatFloat(v.Float(), 'g', -1, 64)
	}
	const most = 1000
	s := fmt.Sprint(v)
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + " …"
	}
	return s
}
