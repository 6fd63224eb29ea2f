package assets

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheHashFollowsTheContent(t *testing.T) {
	hash := func(files fstest.MapFS) string {
		t.Helper()
		s, err := Load(files)
		if err != nil {
			t.Fatal(err)
		}
		return s.Hash
	}
	a := hash(fstest.MapFS{"a.css": {Data: []byte("x")}, "b.css": {Data: []byte("")}})
	for name, other := range map[string]fstest.MapFS{
		"another text":  {"a.css": {Data: []byte("y")}, "b.css": {Data: []byte("")}},
		"another name":  {"a.css": {Data: []byte("x")}, "c.css": {Data: []byte("")}},
		"another split": {"a.css": {Data: []byte("")}, "b.css": {Data: []byte("x")}},
	} {
		if hash(other) == a {
			t.Errorf("%s: the same hash", name)
		}
	}
	if _, err := Load(fstest.MapFS{"a.exe": {}}); err == nil || !strings.Contains(err.Error(), "a.exe") {
		t.Errorf("a file of unknown type: %v", err)
	}
}
