package program

import (
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"abacus/lessons/notebook"
)

// encoder writes JSON as encoding/json would, for the few types of an
// Outcome. Fields appear under the same conditions; a test compares the two.
type encoder struct {
	buf []byte
}

// Encode returns o as JSON.
func Encode(o Outcome) []byte {
	e := &encoder{}
	e.open('{')
	list(e, "inputs", o.Inputs, (*encoder).input)
	list(e, "events", o.Events, (*encoder).event)
	e.values(o.Values)
	some(e, "notices", o.Notices, (*encoder).str)
	e.flag("timed", o.Timed)
	if o.Panic != nil {
		e.key("panic")
		e.open('{')
		e.text("message", o.Panic.Message)
		list(e, "frames", o.Panic.Frames, (*encoder).frame)
		e.close('}')
	}
	e.close('}')
	return e.buf
}

func (e *encoder) frame(f Frame) {
	e.open('{')
	e.text("function", f.Function)
	e.text("file", f.File)
	e.whole("line", f.Line)
	e.close('}')
}

// values writes the named values in order of their names, as encoding/json.
func (e *encoder) values(m map[string]string) {
	if len(m) == 0 {
		return
	}
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	e.key("values")
	e.open('{')
	for _, name := range names {
		e.text(name, m[name])
	}
	e.close('}')
}

// separate writes the comma between two members.
func (e *encoder) separate() {
	if n := len(e.buf); n > 0 {
		switch e.buf[n-1] {
		case '{', '[', ':':
		default:
			e.buf = append(e.buf, ',')
		}
	}
}

func (e *encoder) open(bracket byte)  { e.separate(); e.buf = append(e.buf, bracket) }
func (e *encoder) close(bracket byte) { e.buf = append(e.buf, bracket) }

func (e *encoder) key(name string) {
	e.str(name)
	e.buf = append(e.buf, ':')
}

func (e *encoder) text(name, value string) { e.key(name); e.str(value) }

func (e *encoder) whole(name string, v int) { e.key(name); e.integer(v) }

func (e *encoder) integer(v int) {
	e.separate()
	e.buf = strconv.AppendInt(e.buf, int64(v), 10)
}

// float writes a number. JSON has no NaN and no infinity: null stands for
// them, where encoding/json would fail altogether.
func (e *encoder) float(name string, v float64) {
	e.key(name)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		e.buf = append(e.buf, "null"...)
		return
	}
	e.buf = strconv.AppendFloat(e.buf, v, 'g', -1, 64)
}

// Optional members: left out when empty.

func (e *encoder) textIf(name, value string) {
	if value != "" {
		e.text(name, value)
	}
}

func (e *encoder) flag(name string, v bool) {
	if v {
		e.key(name)
		e.buf = append(e.buf, "true"...)
	}
}

func list[T any](e *encoder, name string, items []T, write func(*encoder, T)) {
	e.key(name)
	array(e, items, write)
}

func some[T any](e *encoder, name string, items []T, write func(*encoder, T)) {
	if len(items) > 0 {
		list(e, name, items, write)
	}
}

func array[T any](e *encoder, items []T, write func(*encoder, T)) {
	if items == nil {
		e.separate()
		e.buf = append(e.buf, "null"...)
		return
	}
	e.open('[')
	for _, item := range items {
		write(e, item)
	}
	e.close(']')
}

const hexDigits = "0123456789abcdef"

// str writes a string. Bytes that are no UTF-8 become U+FFFD.
func (e *encoder) str(s string) {
	e.separate()
	e.buf = append(e.buf, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			e.buf = utf8.AppendRune(e.buf, r)
			i += size
			continue
		}
		switch {
		case c == '"' || c == '\\':
			e.buf = append(e.buf, '\\', c)
		case c < ' ':
			e.buf = append(e.buf, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			e.buf = append(e.buf, c)
		}
		i++
	}
	e.buf = append(e.buf, '"')
}

func (e *encoder) rng(name string, r notebook.Range) {
	e.key(name)
	e.open('{')
	e.float("min", r.Min)
	e.float("max", r.Max)
	e.float("step", r.Step)
	e.close('}')
}
