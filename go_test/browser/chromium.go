// Package browser is a browser for tests: one Chromium for all tests of a
// package, in which each has tabs of its own, and what a person does in them.
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

// sharedBrowser is what all tests of a package use together, because starting
// one for each test takes longer than the tests.
var sharedBrowser running

// Need skips a test that cannot do without a browser where there is none,
// before anything is prepared for it.
func Need(t *testing.T) {
	t.Helper()
	sharedBrowser.context(t)
}

// Close ends the browser, if a test needed one.
func Close() {
	if sharedBrowser.close != nil {
		sharedBrowser.close()
	}
}

// running is a browser with a profile of its own.
type running struct {
	once  sync.Once
	ctx   context.Context
	err   error
	close func()
}

// context returns the context of the running browser, which the first caller
// starts.
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
	// The defaults of chromedp keep the browser off the network, but for
	// updates of its components.
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(profile),
		chromedp.Flag("disable-component-update", true),
		chromedp.DisableGPU,
		// A name of this machine that is no secure context, as a class uses it.
		chromedp.Flag("host-resolver-rules", "MAP *.local 127.0.0.1"),
		chromedp.WindowSize(Wide, 900),
	)
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
