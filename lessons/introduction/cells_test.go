package introduction

import (
	"testing"

	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }
