// A page goes on, building by itself, when its server has gone.
package offline

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
