// Package reading tests every page for readers who change nothing but inputs: it
// is complete, light, accessible, and does not shift.
package reading

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
