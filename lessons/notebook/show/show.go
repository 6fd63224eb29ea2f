// Package show shows the values of Go expressions in a cell. A cell that a reader
// writes on a page shows its last expression by it.
//
// What a value becomes:
//
//  1. A type that a package has registered is what that package makes of it: package
//     plots draws gonum's plots, and figures without a description.
//  2. An error is shown as one, a notebook.Table as a table, a notebook.Drawing drawn.
//  3. A type with a method Format or String is its text.
//  4. A matrix or vector of gonum is a table of r × c numbers with six digits, under
//     column numbers from 0.
//  5. A struct is a table of names and values, a list of structs a table with a row for
//     each, a list of lists of numbers or texts likewise, a map a table sorted by key.
//  6. A function or a channel is its type; anything else is what fmt prints.
//
// Rules 1 to 4 hold for a value if its pointer has the methods, and for a pointer if
// what it points to has them. A nil pointer is nil whatever its type.
package show

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// matrix is a matrix of gonum, which this package does not import: every program
// would carry it.
type matrix interface {
	Dims() (rows, columns int)
	At(row, column int) float64
}

// others show values of types that only some programs have.
var others []func(nb *notebook.Cell, value any) bool

// Register adds a function that shows values of further types, and says whether it
// has: it must show nothing of a value that it does not know. Packages call it from
// init, before any cell runs; it is not safe for concurrent use.
func Register(show func(nb *notebook.Cell, value any) bool) { others = append(others, show) }

// Result returns a function that shows values. An expression is passed to it as
// show.Result(nb)(f()), where f may have several results. A last result that is nil,
// such as an error, is left out if there are others.
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

// Value shows one value: what draws as a drawing, a table, a matrix, structs and maps
// as tables, everything else as fmt prints it. It shows at most maxRows rows,
// maxColumns columns and maxText bytes of text, and says how much there is. It
// takes O(n log n) for a map of n entries, O(n) for n rows of numbers, and no longer for
// long lists than for short ones.
func Value(nb *notebook.Cell, value any) {
	v := reflect.ValueOf(value)
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil():
		nb.Println("nil")
	case known(nb, value):
	case v.Kind() == reflect.Struct && known(nb, pointerTo(v)):
	case v.Kind() == reflect.Pointer && known(nb, v.Elem().Interface()):
	default:
		reflected(nb, v)
	}
}

// pointerTo returns a pointer to a copy of a value, which may have more methods.
func pointerTo(v reflect.Value) any {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p.Interface()
}

// known shows values of types that say themselves how, and reports whether it has.
func known(nb *notebook.Cell, value any) bool {
	for _, show := range others {
		if show(nb, value) {
			return true
		}
	}
	switch v := value.(type) {
	case nil:
		nb.Println("nil")
	case *notebook.Cell:
		nb.Say("nb is what this cell asks and shows with: nb.Slider, nb.Table, nb.Show and others.")
	case error:
		nb.Error(v)
		if errors.Is(v, errors.ErrUnsupported) {
			nb.Say("In a page, programs can read neither files nor the keyboard. Ask with nb.Number, nb.Answer or nb.Select.")
		}
	case notebook.Table:
		nb.Table(v)
	case notebook.Drawing:
		nb.Show(v)
	case fmt.Formatter:
		words(nb, fmt.Sprint(v))
	case fmt.Stringer:
		words(nb, v.String())
	case matrix:
		grid(nb, v)
	default:
		return false
	}
	return true
}

// reflected shows a value of any type.
func reflected(nb *notebook.Cell, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.Elem().Kind() == reflect.Struct {
			fields(nb, v.Elem())
			return
		}
	case reflect.Struct:
		fields(nb, v)
		return
	case reflect.Map:
		if v.Len() > 0 {
			entries(nb, v)
			return
		}
	case reflect.Slice, reflect.Array:
		if v.Len() > 0 && list(nb, v) {
			return
		}
	case reflect.String:
		words(nb, v.String())
		return
	}
	s, cut := text(v)
	nb.Println(s)
	if cut && (v.Kind() == reflect.Slice || v.Kind() == reflect.Array) {
		nb.Say("The first of %d values.", v.Len())
	}
}

// words shows a text: in quotes if it would be nothing to see.
func words(nb *notebook.Cell, whole string) {
	s, cut := clip(whole)
	if strings.TrimSpace(whole) == "" {
		s = strconv.Quote(s)
	}
	nb.Println(s)
	if cut {
		nb.Say("The beginning of a text of %d bytes.", len(whole))
	}
}

// maxText bounds text, in bytes.
const maxText = 1000

// clip returns the beginning of a long text, and whether something is cut off.
func clip(s string) (beginning string, cut bool) {
	if len(s) > maxText {
		return strings.ToValidUTF8(s[:maxText], "") + " …", true
	}
	return s, false
}

// text returns a value as fmt prints it, but the type of what fmt would print as an
// address, and whether something is cut off.
func text(v reflect.Value) (s string, cut bool) {
	switch v.Kind() {
	case reflect.Interface, reflect.Func, reflect.Chan, reflect.Pointer:
		if v.IsNil() {
			return "nil", false
		}
	}
	switch v.Kind() {
	case reflect.Func, reflect.Chan:
		return typeName(v.Type()), false
	case reflect.Interface:
		return text(v.Elem())
	case reflect.Pointer:
		if _, ok := v.Type().MethodByName("String"); !ok && basic(v.Type().Elem()) {
			s, cut = text(v.Elem())
			return "&" + s, cut
		}
	case reflect.Slice:
		v = v.Slice(0, min(v.Len(), maxText+2)) // the rest is cut off
	}
	return clip(fmt.Sprint(v))
}

// basic reports whether values of a type are numbers, texts or truths.
func basic(t reflect.Type) bool {
	return t.Kind() >= reflect.Bool && t.Kind() <= reflect.Complex128 || t.Kind() == reflect.String
}

// typeName returns a type as the reader has written it: a cell is in package main.
func typeName(t reflect.Type) string {
	name := t.String()
	for _, before := range []string{"[", "]", "*", "(", " ", ","} {
		name = strings.ReplaceAll(name, before+"main.", before)
	}
	return strings.TrimPrefix(name, "main.")
}
