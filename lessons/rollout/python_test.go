package rollout

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"abacus/lessons/rollout/pycheck"
)

var pythonBlock = regexp.MustCompile("(?ms)^(> )?```python\n(.*?)^(> )?```$")

// The page's scripts define every name that they use.
func TestPythonOfThePage(t *testing.T) {
	page, err := os.ReadFile("../../content/rollout.md")
	if err != nil {
		t.Fatal(err)
	}
	scripts := pythonBlock.FindAllStringSubmatch(string(page), -1)
	if len(scripts) != 2 {
		t.Fatalf("%d scripts are on the page", len(scripts))
	}
	for _, s := range scripts {
		script := regexp.MustCompile(`(?m)^> ?`).ReplaceAllString(s[2], "")
		if problems := pycheck.Check(script); len(problems) > 0 {
			t.Errorf("%v in\n%s", problems, strings.TrimSpace(script))
		}
	}
}
