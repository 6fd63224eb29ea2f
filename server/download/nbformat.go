package download

import (
	"encoding/json"
	"strconv"
	"unicode/utf16"

	"abacus/server/wire"
)

// document is a notebook in Jupyter's format, version 4.
type document struct {
	Cells       []cell          `json:"cells"`
	Metadata    json.RawMessage `json:"metadata"`
	Format      int             `json:"nbformat"`
	FormatMinor int             `json:"nbformat_minor"`
}

const metadata = `{
	"kernelspec": {"display_name": "Go (gonb)", "language": "go", "name": "gonb"},
	"language_info": {"file_extension": ".go", "mimetype": "text/x-go", "name": "go"}
}`

// cell is a cell of Markdown or code. Only code has a count and outputs.
type cell struct {
	Type     string          `json:"cell_type"`
	Count    json.RawMessage `json:"execution_count,omitempty"` // null: not run yet
	Metadata cellMetadata    `json:"metadata"`
	Outputs  []any           `json:"outputs,omitzero"`
	Source   []string        `json:"source"`
}

// cellMetadata says where a cell comes from. Jupyter keeps it, and pages read it when a
// notebook comes back: see static/js/work/gonb.js.
type cellMetadata struct {
	Abacus *origin `json:"abacus,omitempty"`
}

// origin is where a cell comes from: a lesson, or a reader's own cell.
type origin struct {
	Lesson   string            `json:"lesson,omitempty"` // slug
	Language wire.CellLanguage `json:"language,omitempty"`
	Title    string            `json:"title,omitempty"`
	Text     string            `json:"text,omitempty"` // of the reader, if the cell has another one
	Digest   string            `json:"digest"`         // of the source: others have changed since
}

// digest is a short hash of a text, as static/js/work/digest.js makes it: FNV-1a, twice
// 32 bits.
func digest(text string) string {
	units := utf16.Encode([]rune(text))
	a, b := uint32(0x811c9dc5), uint32(0x01000193)
	for i, u := range units {
		a = (a ^ uint32(u)) * 0x01000193
		b = (b ^ uint32(units[len(units)-1-i])) * 0x01000193
	}
	return strconv.FormatUint(uint64(a), 36) + strconv.FormatUint(uint64(b), 36)
}
