package build

import (
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

	Go         string        // the go command; "go" when empty
	Parallel   int           // builds at once; one per core when 0
	Queue      int           // builds waiting, 512 when 0: a large class that presses Run at once
	Patience   time.Duration // in the queue, 45 s when 0: proxies wait for an answer for a minute
	Deadline   time.Duration // of one build, 30 s when 0: the machine may be busy
	Processor  time.Duration // processor time of each tool, in whole seconds, 10 s when 0
	Memory     int64         // bytes of address space for each tool, 1.5 GB when 0
	CacheBytes int           // of results kept, 256 MB when 0
	Log        *slog.Logger
}

func (c Config) withDefaults() Config {
	if c.Go == "" {
		c.Go = "go"
	}
	if c.Parallel <= 0 {
		c.Parallel = runtime.GOMAXPROCS(0) // heeds what a container may use
	}
	if c.Queue <= 0 {
		c.Queue = 512
	}
	if c.Patience <= 0 {
		c.Patience = 45 * time.Second
	}
	if c.Deadline <= 0 {
		c.Deadline = 30 * time.Second
	}
	if c.Processor <= 0 {
		c.Processor = 10 * time.Second
	}
	if c.Memory <= 0 {
		c.Memory = 1500 << 20
	}
	if c.CacheBytes <= 0 {
		c.CacheBytes = 256 << 20
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return c
}
