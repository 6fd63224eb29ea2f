// What a reader does with the code of a lesson: the editor, Run, links and
// files with the edits in them.
package editing

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
