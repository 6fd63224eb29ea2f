// Program coin serves the cells of a lesson, like the programs that the builder
// makes.
package main

import (
	"abacus/lessons/entropy"
	"abacus/server/build/program"
)

func main() { program.Serve(entropy.Cells()) }
