package class

import (
	"strings"
	"testing"
	"time"
)

// TestPasses: the cookie of the teacher's browser is good until its end, which
// nobody else can put off.
func TestPasses(t *testing.T) {
	const secret = "a secret of sixteen characters"
	of, err := newTeacher(secret)
	if err != nil {
		t.Fatal(err)
	}
	same, err := newTeacher(secret)
	if err != nil {
		t.Fatal(err)
	}
	other, err := newTeacher("another secret, also long")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1<<31-60, 0)
	good := of.pass(time.Unix(1<<31, 0))
	for what, tc := range map[string]struct {
		by    *teacher
		value string
		at    time.Time
		want  bool
	}{
		"a pass":                         {of, good, now, true},
		"of another server of that name": {same, good, now, true},
		"another secret's":               {other, good, now, false},
		"an old one":                     {of, good, now.Add(time.Minute), false},
		"a later end":                    {of, strings.Replace(good, "2147483648", "2147483649", 1), now, false},
		"no time":                        {of, "x.y", now, false},
		"nothing":                        {of, "", now, false},
	} {
		if got := tc.by.admits(tc.value, tc.at); got != tc.want {
			t.Errorf("%s is let in: %t, want %t", what, got, tc.want)
		}
	}
}
