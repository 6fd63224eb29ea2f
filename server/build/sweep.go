package build

import (
	"log/slog"
	"os"
	"path/filepath"
	"time"
)

// What is left over is cleared away when it is older than anything under way
// can be, so that servers may share the directory.
const (
	staleWork     = time.Hour
	stalePackages = 30 * 24 * time.Hour
)

// sweep removes what killed processes and earlier editions left in root.
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
				log.Warn("cannot remove what an earlier run left", "error", err)
			}
		}
	}
}
