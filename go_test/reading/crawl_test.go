package reading

import (
	"slices"
	"testing"

	"abacus/go_test/course"
)

// A visitor without a browser follows every link, starting from the overview.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	course.Crawl(t, course.URL(t), "/", slices.Concat(course.LessonPaths(), course.HelpPaths()))
}
