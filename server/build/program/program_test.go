package program_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/server/build/program"
)

// TestEncode compares the encoder with encoding/json on what every cell of
// the course shows.
func TestEncode(t *testing.T) {
	for _, l := range lessons.All() {
		for name, cell := range l.Cells {
			got := program.Outcome{Output: notebook.Run(cell, notebook.Options{NoTiming: true})}
			compare(t, l.Slug+"."+name, got)
		}
	}
}

// TestEncodeEveryField notices a field that was added to an event and
// forgotten in the encoder.
func TestEncodeEveryField(t *testing.T) {
	var full, empty program.Outcome
	fill(reflect.ValueOf(&full).Elem(), 0)
	compare(t, "all fields set", full)
	compare(t, "no field set", empty)
}

func compare(t *testing.T, what string, o program.Outcome) {
	t.Helper()
	want, err := json.Marshal(o)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if got, want := tree(t, program.Encode(o)), tree(t, want); !reflect.DeepEqual(got, want) {
		t.Errorf("%s: encoded\n%.2000v\nwant\n%.2000v", what, got, want)
	}
}

func tree(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("not JSON: %v\n%.500s", err, text)
	}
	return v
}

// fill sets v and all it holds to something that is not its zero value.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), depth)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Slice:
		if depth > 4 { // events hold events
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, depth+1)
		fill(value, depth+1)
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString("<\"\\\n\x01é\u2028\U0001F600" + "\xff>")
	case reflect.Float64:
		v.SetFloat(1.5e-9)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Uint16:
		v.SetUint(7)
	default:
		v.SetInt(3)
	}
}

func TestCallRecovers(t *testing.T) {
	out := program.Call(func(nb *notebook.Cell) {
		nb.Say("before")
		nb.Row(func() { panic(errors.New("no such leaf")) })
	}, notebook.Options{})
	if out.Panic == nil || out.Panic.Message != "no such leaf" {
		t.Fatalf("panic = %+v, want its message", out.Panic)
	}
	if len(out.Events) != 1 || out.Events[0].Text != "before" {
		t.Errorf("events = %+v, want what was shown before the panic", out.Events)
	}
	if len(out.Panic.Frames) == 0 || !strings.Contains(out.Panic.Frames[0].Function, "TestCallRecovers") {
		t.Errorf("frames = %+v, want the panicking function first", out.Panic.Frames)
	}
}
