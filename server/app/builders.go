package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"abacus/lessons"
	"abacus/server/build"
	"abacus/server/kit"
)

// builders build programs: here, and in readers' browsers. Both are nil if there is no
// cache directory.
type builders struct {
	builder *build.Builder
	kit     *kit.Kit
}

// newBuilders returns builders that use the user's cache directory. deadline limits a
// build here; 0 is the usual limit.
func newBuilders(module fs.FS, log *slog.Logger, deadline time.Duration) (builders, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		log.Warn("code cannot be changed in the pages", "because", err)
		return builders{}, nil
	}
	cache = filepath.Join(cache, "abacus")
	b, err := build.New(build.Config{
		Module: module, Lessons: lessons.Slugs(), CacheDir: cache, Log: log, Deadline: deadline, Processor: deadline,
	})
	if err != nil {
		return builders{}, err
	}
	k, err := kit.New(b)
	return builders{b, k}, err
}

// ownDeadline limits a build for which no reader is waiting.
const ownDeadline = 5 * time.Minute

// prepared returns builders that are ready, and a log on standard error that shows
// their progress.
func (a App) prepared(ctx context.Context) (builders, *slog.Logger, error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	b, err := newBuilders(a.Module, log, ownDeadline)
	if err != nil {
		return b, log, err
	}
	if b.builder == nil {
		return b, log, errors.New("no cache directory: set HOME or XDG_CACHE_HOME")
	}
	return b, log, b.builder.Prepare(ctx, build.LogStages(log))
}
