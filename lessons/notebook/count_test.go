package notebook_test

import (
	"testing"

	"abacus/lessons/notebook"
)

func TestCount(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{notebook.Count(0, "row"), "0 rows"},
		{notebook.Count(1, "row"), "1 row"},
		{notebook.Count(2, "row"), "2 rows"},
		{notebook.Count(1, "leaf", "leaves"), "1 leaf"},
		{notebook.Count(2, "leaf", "leaves"), "2 leaves"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}
