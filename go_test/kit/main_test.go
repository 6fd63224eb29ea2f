// Package kit tests pages that build by themselves: with the kit of a server that
// can build, of one that cannot, and on a metered connection.
package kit

import (
	"testing"

	"abacus/go_test/course"
)

func TestMain(m *testing.M) { course.Main(m) }
