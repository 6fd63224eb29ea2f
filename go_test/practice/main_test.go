// Package practice tests exercises, questions, and SQL that readers write.
package practice

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
