package config

import (
	"os"
	"strings"
	"testing"
)

// TestLessonShowsTheseFiles keeps the configurations in the lesson the very
// ones that the tests here read.
func TestLessonShowsTheseFiles(t *testing.T) {
	page, err := os.ReadFile("../../../../content/rollout.md")
	if err != nil {
		t.Fatal(err)
	}
	plain := strings.ReplaceAll(string(page), "\n> ", "\n")
	for _, name := range []string{"update.json", "broken.json"} {
		if !strings.Contains(plain, string(read(t, name))) {
			t.Errorf("content/rollout.md does not show %s as it is", name)
		}
	}
}
