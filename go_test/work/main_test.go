// Package work tests what a reader's browser keeps: through crashes, in two tabs,
// and in exported files.
package work

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
