// What the README and the help pages promise: their commands work, their links
// lead somewhere, and the picture is the product's own.
package help

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
