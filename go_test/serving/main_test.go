// Package serving tests the program as a process: its command line, classes,
// restarts and outages.
package serving

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
