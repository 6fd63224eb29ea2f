// A page that builds by itself, with the kit of a server that builds, of one
// that cannot, and where the download costs something.
package kit

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
