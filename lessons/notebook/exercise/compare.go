package exercise

import (
	"math"
	"reflect"
	"slices"
)

// equal reports whether two results are the same. Floating-point numbers may
// differ by tolerance, relative to the greater of 1 and b; NaN equals NaN. An
// empty slice or map equals a nil one.
func equal(a, b any, tolerance float64) bool {
	return same(reflect.ValueOf(a), reflect.ValueOf(b), tolerance)
}

func same(a, b reflect.Value, tolerance float64) bool {
	if !a.IsValid() || !b.IsValid() {
		return a.IsValid() == b.IsValid()
	}
	if a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Float32, reflect.Float64:
		return near(a.Float(), b.Float(), tolerance)
	case reflect.Slice, reflect.Array:
		return a.Len() == b.Len() && all(a.Len(), func(i int) bool { return same(a.Index(i), b.Index(i), tolerance) })
	case reflect.Map:
		return a.Len() == b.Len() && !slices.ContainsFunc(a.MapKeys(), func(k reflect.Value) bool {
			other := b.MapIndex(k)
			return !other.IsValid() || !same(a.MapIndex(k), other, tolerance)
		})
	case reflect.Struct:
		return all(a.NumField(), func(i int) bool { return same(a.Field(i), b.Field(i), tolerance) })
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return same(a.Elem(), b.Elem(), tolerance)
	}
	return a.Equal(b)
}

func all(n int, ok func(i int) bool) bool {
	for i := range n {
		if !ok(i) {
			return false
		}
	}
	return true
}

// near reports whether a number is close enough to the right one.
func near(got, right, tolerance float64) bool {
	if math.IsNaN(got) || math.IsNaN(right) {
		return math.IsNaN(got) && math.IsNaN(right)
	}
	if math.IsInf(got, 0) || math.IsInf(right, 0) {
		return got == right
	}
	return math.Abs(got-right) <= tolerance*max(1, math.Abs(right))
}
