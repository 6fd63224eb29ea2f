// Exercises, questions, and SQL that a reader writes.
package practice

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
