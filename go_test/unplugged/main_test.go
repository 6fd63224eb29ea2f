// The course as plain files while its host is there, and when it has gone.
package unplugged

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
