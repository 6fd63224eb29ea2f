// Every page as a reader finds it, who changes nothing but inputs: whole, light,
// accessible, in place.
package reading

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
