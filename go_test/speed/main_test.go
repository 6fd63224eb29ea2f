// How long readers wait. It measures, and asserts nothing about time.
package speed

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
