// The program as a process: its command line, classes, restarts, outages.
package serving

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
