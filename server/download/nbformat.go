package download

import "encoding/json"

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
	Metadata struct{}        `json:"metadata"`
	Outputs  []any           `json:"outputs,omitzero"`
	Source   []string        `json:"source"`
}
