// Program coin runs the cells of a lesson, as the builder's programs do.
package main

import (
	"abacus/lessons/entropy"
	"abacus/server/build/program"
)

func main() { program.Serve(entropy.Cells()) }
