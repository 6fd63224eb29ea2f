// Package program is our part of a learner's WebAssembly program: it runs cells for
// the page and tells it what they showed.
//
// The generated main function calls Serve with the cells that were asked
// for. The protocol between Serve and the page's Worker is described in
// package wire. Everything but serve.go also runs natively, for tests.
//
// Size matters here, since every program carries this package: it does
// without encoding/json, which would add 0.4 MB to a program of 2.7 MB.
package program

import (
	"fmt"
	"runtime"
	"strings"

	"abacus/lessons/notebook"
	"abacus/server/wire"
)

// What running a cell comes to.
type (
	Outcome = wire.Outcome
	Panic   = wire.Panic
	Frame   = wire.Frame
)

const maxFrames = 30

// Call runs cell, recovering from its panic.
func Call(cell func(*notebook.Cell), opts notebook.Options) Outcome {
	var caught *Panic
	out := notebook.Run(func(nb *notebook.Cell) {
		defer func() {
			if p := recover(); p != nil {
				caught = &Panic{Message: fmt.Sprint(p), Frames: frames()} // as the Go runtime words it
			}
		}()
		cell(nb)
	}, opts)
	return Outcome{Output: out, Panic: caught}
}

// frames lists the calls from the panic out to the cell. Go's runtime and
// this package are left out: they are not what the learner wrote.
func frames() []Frame {
	pcs := make([]uintptr, 200)
	calls := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	list := []Frame{}
	for len(list) < maxFrames {
		f, more := calls.Next()
		if strings.HasPrefix(f.Function, ownPrefix) {
			break
		}
		if !strings.HasPrefix(f.Function, "runtime.") {
			list = append(list, Frame{Function: strings.TrimPrefix(f.Function, "main."), File: f.File, Line: f.Line})
		}
		if !more {
			break
		}
	}
	return list
}

const ownPrefix = "abacus/server/build/program."
