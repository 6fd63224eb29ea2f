package gini

import (
	"testing"

	"abacus/lessons/notebook/notebooktest"
)

// Every cell keeps its promises for all the inputs it allows.
func TestCells(t *testing.T) { notebooktest.Check(t, Cells()) }
