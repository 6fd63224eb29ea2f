package config

import (
	"os"
	"strings"
	"testing"
)

// TestLessonShowsThisFile keeps the configuration in the lesson the very one
// that the tests here read.
func TestLessonShowsThisFile(t *testing.T) {
	page, err := os.ReadFile("../../../content/rollout.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), string(read(t, "update.json"))) {
		t.Error("content/rollout.md does not show update.json as it is")
	}
}
