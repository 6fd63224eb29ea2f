// Package toolchain tests Go's own compiler and linker in the browser: they make
// the same programs as on the server, and withstand malicious sources.
package toolchain

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
