// Package help tests what the README and the help pages promise: their commands
// work, their links lead somewhere, and the pictures show the product.
package help

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
