// Package running tests programs in the page: they stay behind their wall, end
// cleanly, and show what the server shows.
package running

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
