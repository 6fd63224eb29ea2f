// Go's own compiler and linker in the browser: the same programs as the
// server's, and sources that mean harm.
package toolchain

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
