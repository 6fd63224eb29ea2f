package format

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Reference names what a cell publishes: rule 4.
type Reference struct{ Cell, Name string }

// String returns the value as a lesson writes it.
func (r Reference) String() string { return "{{" + r.Cell + "." + r.Name + "}}" }

// Value is a number that a cell publishes, so that prose cannot drift from
// what the code computes: rule 4.
type Value struct {
	ast.BaseInline
	noDump
	Reference
	length int // of its text
}

// KindValue is the kind of Value.
var KindValue = ast.NewNodeKind("Value")

// Kind implements ast.Node.
func (n *Value) Kind() ast.NodeKind { return KindValue }

var valuePattern = regexp.MustCompile(`\{\{ *([A-Za-z][A-Za-z0-9]*)\.([A-Za-z][A-Za-z0-9_.]*) *\}\}`)

// readValue reads a value at the start of a text; length is 0 where none is.
func readValue(line []byte) (ref Reference, length int) {
	m := valuePattern.FindSubmatchIndex(line)
	if m == nil || m[0] != 0 {
		return ref, 0
	}
	return Reference{string(line[m[2]:m[3]]), string(line[m[4]:m[5]])}, m[1]
}

// FillIn puts what value returns in the places of the values in a text that
// has no nodes of its own, such as a formula.
func FillIn(text string, value func(Reference) string) string {
	return valuePattern.ReplaceAllStringFunc(text, func(s string) string {
		ref, _ := readValue([]byte(s))
		return value(ref)
	})
}

// readReference reads a text that is a value and nothing else.
func readReference(text string) *Reference {
	text = strings.TrimSpace(text)
	ref, length := readValue([]byte(text))
	if length == 0 || length != len(text) {
		return nil
	}
	return &ref
}

type valueParser struct{}

func (valueParser) Trigger() []byte { return []byte{'{'} }

func (valueParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	ref, length := readValue(line)
	if length == 0 {
		return nil
	}
	block.Advance(length)
	return &Value{Reference: ref, length: length}
}
