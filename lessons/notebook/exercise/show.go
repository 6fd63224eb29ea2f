package exercise

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// maxText bounds how much of a value is shown, in bytes.
const maxText = 160

// arguments writes a call's arguments: the fields of a struct, or one value.
func arguments(in any) string {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Struct {
		return text(in)
	}
	var list []string
	for i := range v.NumField() {
		list = append(list, clip(words(v.Field(i))))
	}
	return strings.Join(list, ", ")
}

// text writes a value for people: numbers with at most six digits.
func text(v any) string { return clip(words(reflect.ValueOf(v))) }

func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}

func words(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Float32, reflect.Float64:
		if math.IsNaN(v.Float()) {
			return "NaN (not a number)"
		}
		return strconv.FormatFloat(v.Float(), 'g', 6, 64)
	case reflect.String:
		return strconv.Quote(v.String())
	case reflect.Slice, reflect.Array:
		return "[" + join(v.Len(), func(i int) string { return words(v.Index(i)) }) + "]"
	case reflect.Struct:
		t := v.Type()
		return "{" + join(v.NumField(), func(i int) string { return t.Field(i).Name + ": " + words(v.Field(i)) }) + "}"
	case reflect.Map:
		var list []string
		for _, k := range v.MapKeys() {
			list = append(list, words(k)+": "+words(v.MapIndex(k)))
		}
		slices.Sort(list)
		return "{" + strings.Join(list, ", ") + "}"
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return words(v.Elem())
	case reflect.Func:
		return "a function"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	}
	return fmt.Sprint(v)
}

func join(n int, word func(i int) string) string {
	list := make([]string, n)
	for i := range list {
		list[i] = word(i)
	}
	return strings.Join(list, ", ")
}

// Show writes the results of a function for people, as checks do.
func Show(results ...any) string {
	return join(len(results), func(i int) string { return text(results[i]) })
}
