package build

import (
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
		found, _ := filepath.Glob(filepath.Join(root, pattern)) // the patterns are well formed
		for _, dir := range found {
			info, err := os.Stat(dir)
			if err != nil || time.Since(info.ModTime()) < age {
				continue
			}
			if err := os.RemoveAll(dir); err != nil {
				log.Warn("cannot remove leftovers of an earlier run", "error", err)
			}
		}
	}
}
