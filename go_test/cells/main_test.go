// Package cells tests the cells that readers put on pages themselves: Go, SQL and
// text, how they are added, moved, kept and passed on, and notebooks brought in.
package cells

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
