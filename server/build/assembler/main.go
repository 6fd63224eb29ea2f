//go:build js && wasm

// Command assembler is package source for the page: it runs beside Go's
// compiler and linker in a worker, as WebAssembly.
//
// Questions and answers are described in package wire.
package main

import (
	"syscall/js"

	"abacus/server/build/source"
)

func main() {
	var a source.Assembler
	js.Global().Call("abacusAssembler", js.FuncOf(func(_ js.Value, args []js.Value) any {
		return string(a.Answer([]byte(args[0].String())))
	}))
	select {}
}
