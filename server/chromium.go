package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// openCheck opens the page unseen, or in the browser that people use here.
func (s *Server) openCheck(ctx context.Context, url string) (closed func(), err error) {
	path, err := FindChromium()
	if errors.Is(err, ErrNoChromium) {
		fmt.Fprintf(os.Stderr, "%v. Until then, what is Go is tried at %s\n", err, url)
		s.cfg.openBrowser(url)
		return func() {}, nil
	} else if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "abacus-check-")
	if err != nil {
		return nil, err
	}
	args := []string{"--headless=new", "--user-data-dir=" + profile, "--no-first-run", "--disable-gpu",
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

// ErrNoChromium says how to get one.
var ErrNoChromium = errors.New("this needs Chromium: apt-get install chromium, or set CHROME to its path")

// FindChromium returns the path of a browser that can work unseen.
func FindChromium() (string, error) {
	if path := os.Getenv("CHROME"); path != "" {
		return exec.LookPath(path)
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoChromium
}
