package show

import (
	"cmp"
	"context"
	"encoding/json"

	"abacus/lessons/notebook"
	"abacus/server/sql/cell"
	"abacus/server/wire"
)

// RunJSON runs what an exported page asks for: a wire.SQLRequest on a
// wire.SQLPage. It returns a wire.SQLAnswer.
func (e Engine) RunJSON(page, request string) string {
	var (
		p      cell.Page
		r      wire.SQLRequest
		result cell.Result
	)
	err := cmp.Or(json.Unmarshal([]byte(page), &p), json.Unmarshal([]byte(request), &r))
	if err == nil {
		result, err = p.Run(context.Background(), e, r)
	}
	if err != nil {
		result.Events = []notebook.Event{{Kind: notebook.KindError, Text: err.Error()}}
	}
	answer := wire.SQLAnswer{Verdict: result.Verdict()}
	answer.Inputs, answer.Events = []notebook.Input{}, result.Events
	text, err := json.Marshal(answer)
	if err != nil {
		return "{}" // it does not fail: outputs are plain data
	}
	return string(text)
}
