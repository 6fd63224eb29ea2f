// Package chromium finds a browser that can work unseen, and opens pages in it.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// ErrNone says how to get one.
var ErrNone = errors.New("this needs Chromium: apt-get install chromium-headless-shell (or chromium), " +
	"or set CHROME to its path")

// names of the browser's program. Without windows of its own, as the headless
// shell, it takes half the time and memory.
var names = []string{
	"chromium-headless-shell", "chrome-headless-shell", "headless_shell",
	"chromium", "chromium-browser", "google-chrome",
}

// Find returns the path of the browser: what CHROME says, or what is installed.
func Find() (string, error) {
	if path := os.Getenv("CHROME"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNone
}

// Open opens a page unseen, in a profile of its own, until it is closed or ctx
// ends.
func Open(ctx context.Context, url string) (closed func(), err error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "abacus-check-")
	if err != nil {
		return nil, err
	}
	args := []string{"--headless", "--user-data-dir=" + profile, "--no-first-run", "--disable-gpu",
		"--disable-background-networking", "--disable-component-update", "--disable-sync"}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // root has none; our own wall stands
	}
	ctx, kill := context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, path, append(args, url)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it ends its own processes
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		kill()
		return nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return func() {
		kill()
		_ = cmd.Wait() // we ended it
		_ = os.RemoveAll(profile)
	}, nil
}
