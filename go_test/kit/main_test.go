// Package kit tests pages that build by themselves: with the kit of a server that
// can build, and of one that cannot.
package kit

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
