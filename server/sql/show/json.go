package show

import (
	"context"
	"encoding/json"

	"abacus/lessons/notebook"
	"abacus/server/sql/cell"
	"abacus/server/wire"
)

// RunJSON runs what an exported page asks for: a wire.SQLRequest on a
// wire.SQLPage. It returns a wire.SQLAnswer.
func (e Engine) RunJSON(page, request string) string {
	result, err := e.runJSON(page, request)
	if err != nil {
		result.Events = []notebook.Event{{Kind: notebook.KindError, Text: err.Error()}}
	}
	answer := wire.SQLAnswer{Verdict: result.Verdict()}
	answer.Inputs, answer.Events = []notebook.Input{}, result.Events
	text, err := json.Marshal(answer)
	if err != nil {
		return "{}" // an output is plain data: it does not fail
	}
	return string(text)
}

func (e Engine) runJSON(page, request string) (cell.Result, error) {
	var p cell.Page
	if err := json.Unmarshal([]byte(page), &p); err != nil {
		return cell.Result{}, err
	}
	var r wire.SQLRequest
	if err := json.Unmarshal([]byte(request), &r); err != nil {
		return cell.Result{}, err
	}
	return p.Run(context.Background(), e, r)
}
