// Package speed measures how long readers wait. It asserts nothing about time.
package speed

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestMain(m *testing.M) {
	browser.Measure()
	course.Main(m)
}
