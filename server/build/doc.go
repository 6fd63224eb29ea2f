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
// How it and the page talk is described in package wire.
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
