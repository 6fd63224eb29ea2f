package build

import (
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// Leftovers are removed once they are older than any build in progress can be,
// so that servers can share the directory.
const (
	staleWork     = time.Hour
	stalePackages = 30 * 24 * time.Hour
)

// sweep removes leftovers of killed processes and earlier editions from root.
func sweep(root string, log *slog.Logger) {
	for pattern, age := range map[string]time.Duration{
		"work/build-*": staleWork, "preparing-*": staleWork, "packages-*": stalePackages,
	} {
		Sweep(root, pattern, age, log)
	}
}

// Sweep removes the files and directories in dir that match pattern, which must be
// well formed, and were modified longer ago than age.
func Sweep(dir, pattern string, age time.Duration, log *slog.Logger) {
	found, _ := fs.Glob(os.DirFS(dir), pattern)
	for _, name := range found {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		if err != nil || time.Since(info.ModTime()) < age {
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			log.Warn("cannot remove leftovers of an earlier run", "error", err)
		}
	}
}
