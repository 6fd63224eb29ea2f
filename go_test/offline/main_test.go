// Package offline tests that a page still works, and builds by itself, after its
// server has gone.
package offline

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
