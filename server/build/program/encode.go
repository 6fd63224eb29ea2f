package program

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// encoder writes JSON as encoding/json would, for the few kinds of values that
// an Outcome holds. A test compares the two.
type encoder struct {
	buf []byte
}

// Encode returns o as JSON.
func Encode(o Outcome) []byte {
	e := &encoder{}
	e.value(reflect.ValueOf(o))
	return e.buf
}

func (e *encoder) value(v reflect.Value) {
	e.separate()
	switch kind := v.Kind(); {
	case (kind == reflect.Slice || kind == reflect.Pointer) && v.IsNil():
		e.buf = append(e.buf, "null"...)
	case kind == reflect.Pointer:
		e.value(v.Elem())
	case kind == reflect.Struct:
		e.buf = append(e.buf, '{')
		e.fields(v)
		e.buf = append(e.buf, '}')
	case kind == reflect.Map:
		e.buf = append(e.buf, '{')
		e.entries(v)
		e.buf = append(e.buf, '}')
	case kind == reflect.Slice:
		e.buf = append(e.buf, '[')
		for i := range v.Len() {
			e.value(v.Index(i))
		}
		e.buf = append(e.buf, ']')
	case kind == reflect.String:
		e.str(v.String())
	case kind == reflect.Bool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case v.CanFloat():
		e.float(v.Float())
	case v.CanUint():
		e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	default:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	}
}

// fields writes the fields of a struct. One that is marked with omitempty or
// omitzero is left out when it is zero or has no elements.
func (e *encoder) fields(v reflect.Value) {
	for i := range v.NumField() {
		name, omit, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		switch f := v.Field(i); {
		case name == "": // embedded
			e.fields(f)
		case omit == "" || !f.IsZero() && (f.Kind() != reflect.Slice && f.Kind() != reflect.Map || f.Len() > 0):
			e.key(name)
			e.value(f)
		}
	}
}

// entries writes the entries of a map in the order of their keys.
func (e *encoder) entries(m reflect.Value) {
	byName := map[string]reflect.Value{}
	for it := m.MapRange(); it.Next(); {
		byName[fmt.Sprint(it.Key())] = it.Value()
	}
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		e.key(name)
		e.value(byName[name])
	}
}

// separate writes the comma between two members.
func (e *encoder) separate() {
	if n := len(e.buf); n > 0 && !strings.ContainsRune("{[:,", rune(e.buf[n-1])) {
		e.buf = append(e.buf, ',')
	}
}

func (e *encoder) key(name string) {
	e.separate()
	e.str(name)
	e.buf = append(e.buf, ':')
}

// float writes a number. JSON has neither NaN nor infinity: null stands for
// them, where encoding/json would fail altogether.
func (e *encoder) float(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		e.buf = append(e.buf, "null"...)
		return
	}
	e.buf = strconv.AppendFloat(e.buf, v, 'g', -1, 64)
}

const hexDigits = "0123456789abcdef"

// str writes a string. Bytes that are not UTF-8 become U+FFFD.
func (e *encoder) str(s string) {
	e.buf = append(e.buf, '"')
	for _, r := range s { // range yields U+FFFD for a bad byte
		switch {
		case r == '"' || r == '\\':
			e.buf = append(e.buf, '\\', byte(r))
		case r < ' ':
			e.buf = append(e.buf, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		default:
			e.buf = utf8.AppendRune(e.buf, r)
		}
	}
	e.buf = append(e.buf, '"')
}
