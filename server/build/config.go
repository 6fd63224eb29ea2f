package build

import (
	"cmp"
	"io/fs"
	"log/slog"
	"runtime"
	"time"
)

// Config says what to build, and its limits. Module, Lessons and
// CacheDir are required.
type Config struct {
	Module   fs.FS    // the project's directory: go.mod, go.sum, lessons
	Lessons  []string // slugs of the lessons that can be edited
	CacheDir string   // of this program, for this user

	Go        string        // the go command; "go" when empty
	Parallel  int           // builds at once; one per core when 0
	Queue     int           // builds waiting, 512 when 0: a large class that presses Run at once
	Patience  time.Duration // in the queue, 45 s when 0: proxies wait for an answer for a minute
	Deadline  time.Duration // of one build, 30 s when 0: the machine may be busy
	Processor time.Duration // processor time of each tool, in whole seconds, 10 s when 0
	Log       *slog.Logger
}

// cacheBytes bounds the results that are kept.
const cacheBytes = 256 << 20

func (c Config) withDefaults() Config {
	c.Go = cmp.Or(c.Go, "go")
	c.Parallel = cmp.Or(c.Parallel, runtime.GOMAXPROCS(0)) // respects a container's limit
	c.Queue = cmp.Or(c.Queue, 512)
	c.Patience = cmp.Or(c.Patience, 45*time.Second)
	c.Deadline = cmp.Or(c.Deadline, 30*time.Second)
	c.Processor = cmp.Or(c.Processor, 10*time.Second)
	c.Log = cmp.Or(c.Log, slog.New(slog.DiscardHandler))
	return c
}
