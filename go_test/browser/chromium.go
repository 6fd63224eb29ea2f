// Package browser drives a browser in tests: one Chromium per test package, in
// which each test has its own tabs, and the actions of a person who uses them.
package browser

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"abacus/go_test/need"
	"abacus/server/chromium"
)

// sharedBrowser is shared by all tests of a package, because starting a browser
// takes longer than most tests.
var sharedBrowser running

// Need skips the test if there is no browser. Call it before any costly
// preparation.
func Need(t *testing.T) {
	t.Helper()
	sharedBrowser.context(t)
}

// Close closes the browser if a test has started it.
func Close() {
	if sharedBrowser.close != nil {
		sharedBrowser.close()
	}
}

// Measure makes the browser optimise WebAssembly, as readers' browsers do. Tests of
// speed call it before the first page.
func Measure() { sharedBrowser.measures = true }

// running is a browser with its own profile.
type running struct {
	measures bool
	once     sync.Once
	ctx      context.Context
	err      error
	close    func()
}

// context returns the browser's context. The first call starts the browser.
func (b *running) context(t *testing.T) context.Context {
	t.Helper()
	need.Time(t, "drives a browser")
	b.once.Do(b.start)
	switch {
	case errors.Is(b.err, chromium.ErrNone):
		need.Missing(t, b.err.Error())
	case b.err != nil:
		t.Fatal("Chromium does not start: ", b.err)
	}
	return b.ctx
}

func (b *running) start() {
	path, err := chromium.Find()
	if err != nil {
		b.err = err
		return
	}
	profile, err := os.MkdirTemp("", "abacus-chromium-")
	if err != nil {
		b.err = err
		return
	}
	// chromedp's defaults keep the browser off the network, except for
	// component updates.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.Flag("disable-component-update", true),
		chromedp.DisableGPU,
		// A name for this machine that is not a secure context, as in a class.
		chromedp.Flag("host-resolver-rules", "MAP *.local 127.0.0.1"),
		chromedp.WindowSize(Wide, 900),
	)
	if !b.measures {
		// Go's compiler runs for seconds in a page of a test; optimising it costs a
		// fifth of their processor time.
		options = append(options, chromedp.Flag("js-flags", "--liftoff-only"))
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox) // root has none
	}
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	b.ctx, b.close = ctx, func() {
		cancel()
		stop()
		_ = os.RemoveAll(profile)
	}
	timer := time.AfterFunc(time.Minute, cancel)
	b.err = chromedp.Do(ctx) // starts it
	timer.Stop()
}
