// What a reader's browser keeps, through crashes, in two tabs, to a file and
// back.
package work

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
