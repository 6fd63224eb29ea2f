// Package export tests the course as plain files, on a host that only serves files
// and after that host has gone.
package export

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
