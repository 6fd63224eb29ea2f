package web_test

import (
	"os"
	"testing"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/web"
)

// BenchmarkLoad parses and checks the whole course: what a start costs.
func BenchmarkLoad(b *testing.B) {
	cfg := web.Config{
		Content: content.FS(), Source: os.DirFS("../lessons"), Files: deploy.FS, Templates: web.Templates(),
		Lessons: lessons.All(),
		Asset:   func(name string) (string, error) { return name, nil },
	}
	for b.Loop() {
		if _, err := web.Load(cfg); err != nil {
			b.Fatal(err)
		}
	}
}
