package server

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/cli/browser"

	"abacus/lessons"
	"abacus/server/build"
)

// FromDisk returns the configuration of a server that reads everything from
// the project's directory and follows what is saved there.
func (c Config) FromDisk(root string) Config {
	c.DevRoot = root
	c.Module = os.DirFS(root)
	c.Content = os.DirFS(filepath.Join(root, "content"))
	c.Static = os.DirFS(filepath.Join(root, "static"))
	c.Deploy = os.DirFS(filepath.Join(root, "deploy"))
	return c
}

// Run serves the course as the program does: with a compiler of readers'
// edits, a log on standard error, and opened in the browser if wanted.
func Run(ctx context.Context, cfg Config, open bool) error {
	cfg.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	if open {
		cfg.Ready = cfg.openBrowser
	}
	var err error
	if cfg.Builder, err = cfg.newBuilder(); err != nil {
		return err
	}
	s, err := New(cfg)
	if err != nil {
		return err
	}
	return s.Run(ctx)
}

// newBuilder returns a builder that keeps what it prepares in the user's
// cache directory; nil where there is none.
func (c Config) newBuilder() (*build.Builder, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		c.Log.Warn("code cannot be changed in the pages", "because", err)
		return nil, nil
	}
	return build.New(build.Config{
		Module: c.Module, Lessons: lessons.Slugs(), CacheDir: filepath.Join(cache, "abacus"), Log: c.Log,
	})
}

func (c Config) openBrowser(url string) {
	browser.Stdout = io.Discard
	if err := browser.OpenURL(url); err != nil {
		c.Log.Warn("no browser opened; open the address yourself", "url", url)
	}
}
