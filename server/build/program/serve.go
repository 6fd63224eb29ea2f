//go:build js && wasm

package program

import (
	"syscall/js"

	"abacus/lessons/notebook"
)

// Serve offers the cells to JavaScript, as package wire describes, and stays.
func Serve(cells map[string]func(*notebook.Cell)) {
	run := js.FuncOf(func(_ js.Value, args []js.Value) any {
		name, options, done, tell := args[0].String(), args[1], args[2], args[3]
		cell, ok := cells[name]
		if !ok {
			done.Invoke(js.Null())
			return nil
		}
		opts := read(options)
		// Not through the standard output, which belongs to the cell.
		opts.Trace = func(text string) { tell.Invoke(text) }
		// Not within the callback: JavaScript waits for it to return, so a
		// cell that sleeps would wait for ever.
		go func() { done.Invoke(string(Encode(Call(cell, opts)))) }()
		return nil
	})
	js.Global().Set("abacusRun", run)
	if ready := js.Global().Get("abacusReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {}
}

// read takes the options as a JavaScript object; what is absent is off.
func read(o js.Value) notebook.Options {
	opts := notebook.Options{
		AllFrames: o.Get("allFrames").Truthy(),
		NoTiming:  o.Get("noTiming").Truthy(),
		Inputs:    map[string]string{},
	}
	inputs := o.Get("inputs")
	if inputs.Type() != js.TypeObject {
		return opts
	}
	names := js.Global().Get("Object").Call("keys", inputs)
	for i := range names.Length() {
		name := names.Index(i).String()
		opts.Inputs[name] = inputs.Get(name).String()
	}
	return opts
}
