//go:build js && wasm

// Program is what exported pages run SQL with: the server's own SQLite, its
// wall and its checks, in a Worker of the reader's browser. Package
// wire describes how they talk.
package main

import (
	"syscall/js"
	"time"

	"abacus/server/sql/box"
	"abacus/server/sql/show"
)

// deadline of a run: the machine is the reader's own, nobody else waits for
// it, and it may be a slow one. static/js/export/sql.js waits a little longer.
const deadline = 8 * time.Second

func main() {
	engine := show.Engine{Limits: box.Limits{Deadline: deadline}}
	js.Global().Set("abacusSQL", js.FuncOf(func(_ js.Value, args []js.Value) any {
		page, request, done := args[0].String(), args[1].String(), args[2]
		// Not within the callback: JavaScript waits for it to return, and the
		// deadline's timer waits for JavaScript.
		go func() { done.Invoke(engine.RunJSON(page, request)) }()
		return nil
	}))
	js.Global().Get("abacusReady").Invoke()
	select {}
}
