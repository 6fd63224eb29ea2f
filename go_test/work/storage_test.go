package work

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	download "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/need"
)

// fill fills the browser's storage to the last byte.
const fill = `(() => {
	for (let size = 1 << 22, n = 0; size >= 1;) {
		try { localStorage.setItem("ballast" + n++, "x".repeat(size)); } catch { size = size >> 1; }
	}
})()`

const unsaved = ".unsaved"

// downloads makes the browser save downloads in a new directory and returns it.
func downloads(p *browser.Page) string {
	p.T.Helper()
	dir := p.T.TempDir()
	p.Do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		c := chromedp.FromContext(ctx)
		_, err := cdp.Call(ctx, c.Browser, download.SetDownloadBehavior, download.SetDownloadBehaviorParams{
			Behavior: download.SetDownloadBehaviorBehaviorAllow, BrowserContextID: c.BrowserContextID, DownloadPath: dir,
		})
		return err
	}))
	return dir
}

// downloaded returns the one file in a directory, once it is complete.
func downloaded(p *browser.Page, dir string) (file string, content []byte) {
	p.T.Helper()
	need.Until(p.T, "a download", func() bool {
		files, err := filepath.Glob(filepath.Join(dir, "abacus-work-*.json"))
		if err != nil {
			p.T.Fatal(err)
		}
		for _, file = range files {
			if content, err = os.ReadFile(file); err == nil && json.Valid(content) {
				return true
			}
		}
		return false
	})
	return file, content
}

func TestFullStorageIsToldAndTypingGoesOn(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	dir := downloads(p)
	p.Open(workPage)
	p.Edit(workListing, workOld, "out := result{ /* in time */ kind")
	browser.Eval[any](p, fill)
	p.Write(workSQL, workQuery)
	noticeSays(p, "full")
	p.Accessible(unsaved)
	p.Edit(workListing, "/* in time */", "/* mine */")
	hasWorkShown(p)

	t.Log("all work can be downloaded")
	p.Click(unsaved + " button")
	_, content := downloaded(p, dir)
	for _, want := range []string{"/* mine */", workQuery} {
		if !strings.Contains(string(content), want) {
			t.Errorf("the file lacks %q:\n%s", want, content)
		}
	}

	t.Log("leaving asks first")
	if got := leaving(p); got != "asked" {
		t.Errorf("leaving the page with unsaved work: %s", got)
	}

	t.Log("once there is room the work is kept, and the notice disappears")
	browser.Eval[any](p, `Object.keys(localStorage)
		.filter(key => key.startsWith("ballast"))
		.forEach(key => localStorage.removeItem(key))`)
	p.Write(workSQL, workQuery+" ")
	p.Write(workSQL, workQuery)
	p.Wait("the notice to go", "document.querySelector(%s).hidden", unsaved)
	if got := leaving(p); got != "left" {
		t.Errorf("leaving the page with everything saved: %s", got)
	}
	p.Do(chromedp.Reload())
	hasWork(p)
}

// noticeSays waits for a notice about unsaved work that contains the text.
func noticeSays(p *browser.Page, text string) {
	p.T.Helper()
	p.Wait("the notice", "(e => e.hidden === false && e.textContent.includes(%s))(document.querySelector(%s))",
		text, unsaved)
}

// leaving says what the page does when the reader wants to leave it.
func leaving(p *browser.Page) string {
	p.T.Helper()
	return browser.Eval[string](p, `dispatchEvent(new Event("beforeunload", { cancelable: true })) ? "left" : "asked"`)
}

func TestStorageThatThrows(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	p.BeforeScripts(`Object.defineProperty(window, "localStorage", {
		get() { throw new DOMException("denied", "SecurityError"); },
	});`)
	openYourWork(p)
	if !browser.Eval[bool](p, "document.querySelector(%s).hidden", unsaved) {
		t.Error("a reader without any work is told that nothing is kept")
	}
	p.Open(workPage)
	work(p)
	hasWorkShown(p)
	noticeSays(p, "does not save data")
	dir := downloads(p)
	p.Click(unsaved + " button")
	if _, content := downloaded(p, dir); !strings.Contains(string(content), workQuery) {
		t.Errorf("the file lacks the SQL:\n%s", content)
	}
	t.Log("cells still work")
	browser.Eval[any](p, "document.querySelector(%s).click()", workSQL+" .run")
	p.Shows(workSQL, "42")
}

// choosesFile reports whether do makes the browser ask for a file.
func choosesFile(p *browser.Page, do func()) bool {
	p.T.Helper()
	asked := make(chan struct{}, 1)
	ctx, cancel := context.WithTimeout(p.Context, need.Patience)
	defer cancel()
	chromedp.Listen(ctx, func(event any) {
		if _, ok := event.(*protocol.EventFileChooserOpened); ok {
			asked <- struct{}{}
		}
	})
	browser.Send(p, protocol.SetInterceptFileChooserDialog, protocol.SetInterceptFileChooserDialogParams{Enabled: true})
	do()
	select {
	case <-asked:
		return true
	case <-ctx.Done():
		return false
	}
}
