//go:build js && wasm

// Program is what exported pages run SQL with: the server's own SQLite, wall and
// checks, in a Worker of the reader's browser. Package wire describes how they
// talk.
package main

import (
	"syscall/js"
	"time"

	"abacus/server/sql/show"
)

// deadline limits a run. It is generous: the machine is the reader's own, nobody
// else waits for it, and it may be slow. static/js/export/sql.js waits a little
// longer.
const deadline = 8 * time.Second

func main() {
	engine := show.Engine{Deadline: deadline}
	js.Global().Set("abacusSQL", js.FuncOf(func(_ js.Value, args []js.Value) any {
		page, request, done := args[0].String(), args[1].String(), args[2]
		// Not within the callback: JavaScript waits for its return, and the
		// deadline's timer waits for JavaScript.
		go func() { done.Invoke(engine.RunJSON(page, request)) }()
		return nil
	}))
	js.Global().Get("abacusReady").Invoke()
	select {}
}
