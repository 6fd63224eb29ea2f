// The course as plain files, on a host that does nothing else, and when that has
// gone.
package export

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
