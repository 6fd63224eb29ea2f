package assets

import (
	"maps"
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

// Readers transfer neither the comments of scripts and style sheets nor their
// indentation; all else stays as it is written.
func TestScriptsAndStylesAreSlim(t *testing.T) {
	const bundle = "/* theirs */ let a = 1;"
	s, err := Load(fstest.MapFS{
		"js/a.js": {Data: []byte("// why\nimport { b } from \"./b.js\";\n\n/** @type {string} */\n" +
			"export const page = `// ${b}  é`;\n")},
		"css/a.css":        {Data: []byte("/* why */\na > b { color: red; }\n")},
		"third_party/a.js": {Data: []byte(bundle)},
		"a.txt":            {Data: []byte("/* as it is */  \n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := maps.Collect(s.All())
	for name, want := range map[string]string{
		"js/a.js":          "import{b}from\"./b.js\";export const page=`// ${b}  é`;\n",
		"css/a.css":        "a>b{color:red}\n",
		"third_party/a.js": bundle,
		"a.txt":            "/* as it is */  \n",
	} {
		if string(got[name]) != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
}

func TestAMistakeInAScriptHasAPlace(t *testing.T) {
	_, err := Load(fstest.MapFS{"js/a.js": {Data: []byte("let a = 1;\nlet = ;\n")}})
	if err == nil || !strings.Contains(err.Error(), "js/a.js:2: ") {
		t.Errorf("%v", err)
	}
}
