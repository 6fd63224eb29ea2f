package server

import (
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/server/build"
	"abacus/server/project"
)

// newBuilder returns a compiler of the course's edits that is ready. What it
// needs is prepared once for all tests.
func newBuilder(t testing.TB, adjust func(*build.Config)) *build.Builder {
	t.Helper()
	cache, err := need.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	cfg := build.Config{Module: os.DirFS(".."), Lessons: lessons.Slugs(), CacheDir: cache}
	if adjust != nil {
		adjust(&cfg)
	}
	b, err := build.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return b
}

// newWorking returns the configuration of the whole course with a compiler.
func newWorking(t testing.TB) Config {
	t.Helper()
	return Config{
		Addr: "127.0.0.1:0", Project: project.OnDisk(".."),
		Builder: newBuilder(t, nil), Log: slog.New(slog.DiscardHandler),
	}
}

// TestABuildMayTakeLongerThanReadingARequest: a reader who waits in line is
// not taken for one who has gone.
func TestABuildMayTakeLongerThanReadingARequest(t *testing.T) {
	need.Time(t, "builds a program")
	cfg := newWorking(t)
	r := runConfig(t, func(c *Config) { ready := c.Ready; *c = cfg; c.Ready = ready }, nil, func(b *bounds) {
		b.read, b.write = 100*time.Millisecond, 100*time.Millisecond
	})
	l := newClassAt(r.url).newLearner(1)
	l.client.Timeout = time.Minute
	body := `{"cells":["BinaryCurve"],"edits":[{"declaration":"Surprise",` +
		`"text":"func Surprise(p float64) float64 { return 7 }"}]}`
	if a := l.ask(t.Context(), "/lessons/entropy/build", "application/json", body); a.code != 200 ||
		!strings.Contains(string(a.body), "/programs/") {
		t.Errorf("%d %s", a.code, a.body)
	}
}
