// Package build turns learners' edits of a lesson into WebAssembly programs.
//
// A Builder replaces declarations of a lesson's package by the learner's
// text, compiles that one package with the native Go compiler and links it
// against packages prepared beforehand. Mistakes in the text are
// reported on the learner's line. Package source does the text processing, both
// here and in the page.
//
// # Programs
//
// A program is run with the toolchain's own wasm_exec.js (Toolchain.Support).
// Package wire describes the protocol between program and page.
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
// Learners' text is data for the compiler; none of it runs here. But compiling
// can be costly, so each build has limits on source size, nesting, memory, file
// sizes and time; one build runs on each core, clients take turns, and a bounded
// number wait. Compiler directives and packages outside the list are refused; the
// compiler would not find other packages anyway. Messages name declarations,
// never files on this machine.
package build
