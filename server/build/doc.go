// Package build turns learners' edits of a lesson into WebAssembly programs.
//
// A Builder replaces declarations of a lesson's package by the learner's
// text, compiles that one package with the native Go compiler and links it
// against packages prepared beforehand. What is wrong with the text comes
// back placed on the learner's line. Package source does the part of this
// that is about text, here and in the page.
//
// # Programs
//
// A program is run with the toolchain's own wasm_exec.js (Builder.Support).
// Once started it calls the global function abacusReady, if there is one, and
// has defined the global function
//
//	abacusRun(cell, options, done)
//
// which runs a cell and calls done with the outcome as JSON, or with null if
// the program does not hold the cell. It may be called again and again: the
// program stays, so moving a slider needs no build. The options are an object
// of inputs (from input names to raw values, all strings), allFrames (draw
// every frame of animations) and noTiming (report 0 for measured times).
//
// The outcome is the JSON form of notebook.Output, with panic added when the
// cell panicked:
//
//	{"inputs": […], "events": […], "values": {…}, "notices": […], "timed": true,
//	 "panic": {"message": "…", "frames": [{"function": "Entropy", "file": "yours/Entropy", "line": 3}]}}
//
// After a panic of the cell itself the program still works. Other endings
// (exit, a panic of another goroutine, out of memory) end the program, with a
// trace on standard error whose places read the same: yours/Name:line is in
// the learner's text for the declaration, lesson/Name:line in the lesson's
// own, both counted from the first line the page shows.
//
// done is called after abacusRun has returned. If it was not called and the
// program has no timer pending (go._scheduledTimeouts is empty), the cell waits
// for ever.
//
// Drawings of a learner's program are not trusted markup.
//
// # What is compiled
//
// The lesson's package becomes the program's main package. Declarations that
// neither the wanted cells nor the edits refer to are left out, so that a
// cell without a figure does not carry gonum/plot. No other lesson's package
// ever has to be rebuilt: the program holds what the lesson imports, and
// packages that import the lesson are not among that.
//
// # The wall
//
// Learners' text is data for the compiler, and nothing of it is run here. But
// compiling can be costly, so each build has bounds: of source, of nesting,
// of memory, of file sizes, of time; one build runs on each core, clients take
// turns, and a bounded number wait. Directives to the compiler and packages outside the list are
// refused; the compiler finds no others anyway. Messages name declarations,
// never files of this machine.
package build
