// Package chromium finds a browser that can run without a window, and opens pages in it.
package chromium

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"time"
)

// ErrNone means that there is no browser, and says how to get one.
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

// Open opens a page, without a window and in a profile of its own, until closed is
// called or ctx ends.
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
	ctx, end := context.WithCancel(ctx)
	cmd := exec.CommandContext(ctx, path, append(args, url)...)
	cmd.WaitDelay = 5 * time.Second // then it is killed
	if err := start(cmd); err != nil {
		end()
		_ = os.RemoveAll(profile)
		return nil, fmt.Errorf("%s does not start: %w", path, err)
	}
	return func() {
		end()
		_ = cmd.Wait() // we ended it
		_ = os.RemoveAll(profile)
	}, nil
}

// start starts the browser, which ends when cmd is cancelled or when this process
// does, for whatever reason: it reads commands from a pipe, none of which come, and
// ends with the pipe. A signal would reach only the script that many systems install
// in the browser's place.
func start(cmd *exec.Cmd) error {
	if runtime.GOOS == "windows" { // no script there, and no way to pass a pipe on
		return cmd.Start()
	}
	commands, ours, err := os.Pipe()
	if err != nil {
		return err
	}
	defer commands.Close() // the browser has a copy of its own
	answers, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return errors.Join(err, ours.Close())
	}
	defer answers.Close()
	cmd.Args = slices.Insert(cmd.Args, 1, "--remote-debugging-pipe")
	cmd.ExtraFiles = []*os.File{commands, answers} // its descriptors 3 and 4
	cmd.Cancel = ours.Close
	if err := cmd.Start(); err != nil {
		return errors.Join(err, ours.Close())
	}
	return nil
}
