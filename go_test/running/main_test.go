// Programs in the page: behind their wall, ended cleanly, and showing what the
// server shows.
package running

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
