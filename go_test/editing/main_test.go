// Package editing tests what readers do with a lesson's code: the editor, Run,
// and links and files that contain edits.
package editing

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
