package sqlengine

import (
	"context"
	"encoding/json"

	"abacus/lessons/notebook"
	"abacus/web/sqlcell"
)

// RunJSON runs what an exported page asks for: a sqlcell.Request on a
// sqlcell.Page. It returns a notebook.Output.
func (e Engine) RunJSON(page, request string) string {
	events, err := e.runJSON(page, request)
	if err != nil {
		events = []notebook.Event{{Kind: notebook.KindError, Text: err.Error()}}
	}
	text, err := json.Marshal(notebook.Output{Events: events})
	if err != nil {
		return "{}" // an output is plain data: it does not fail
	}
	return string(text)
}

func (e Engine) runJSON(page, request string) ([]notebook.Event, error) {
	var p sqlcell.Page
	if err := json.Unmarshal([]byte(page), &p); err != nil {
		return nil, err
	}
	var r sqlcell.Request
	if err := json.Unmarshal([]byte(request), &r); err != nil {
		return nil, err
	}
	result, err := p.Run(context.Background(), e, r)
	return result.Events, err
}
