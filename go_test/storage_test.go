package gotest

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	download "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// fill fills the browser's storage to the last byte.
const fill = `(() => {
	for (let size = 1 << 22, n = 0; size >= 1;) {
		try { localStorage.setItem("ballast" + n++, "x".repeat(size)); } catch { size = size >> 1; }
	}
})()`

const unsaved = ".unsaved"

// downloads makes the browser put downloads in a directory and returns it.
func (p *page) downloads() string {
	p.t.Helper()
	dir := p.t.TempDir()
	p.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		c := chromedp.FromContext(ctx)
		_, err := cdp.Call(ctx, c.Browser, download.SetDownloadBehavior, download.SetDownloadBehaviorParams{
			Behavior: download.SetDownloadBehaviorBehaviorAllow, BrowserContextID: c.BrowserContextID, DownloadPath: dir,
		})
		return err
	}))
	return dir
}

// downloaded returns the one file in a directory, once it is complete.
func (p *page) downloaded(dir string) (file string, content []byte) {
	p.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		files, err := filepath.Glob(filepath.Join(dir, "abacus-work-*.json"))
		if err != nil {
			p.t.Fatal(err)
		}
		for _, file := range files {
			if content, err = os.ReadFile(file); err == nil && json.Valid(content) {
				return file, content
			}
		}
	}
	p.t.Fatal("nothing was downloaded")
	return "", nil
}

func TestFullStorageIsToldAndTypingGoesOn(t *testing.T) {
	p, _ := newWork(t)
	dir := p.downloads()
	p.open(workPage)
	p.edit(workListing, workOld, "out := result{ /* in time */ kind")
	eval[any](p, fill)
	p.write(workSQL, workQuery)
	p.wait("the notice", "document.querySelector(%s).hidden === false && document.querySelector(%s).textContent.includes('full')", unsaved, unsaved)
	p.accessible()
	p.edit(workListing, "/* in time */", "/* mine */")
	p.hasWorkShown()

	t.Log("all of it can be downloaded")
	p.click(unsaved + " button")
	_, content := p.downloaded(dir)
	for _, want := range []string{"/* mine */", workQuery} {
		if !strings.Contains(string(content), want) {
			t.Errorf("the file lacks %q:\n%s", want, content)
		}
	}

	t.Log("leaving asks first")
	if got := p.leaving(); got != "asked" {
		t.Errorf("leaving the page with work that is not kept: %s", got)
	}

	t.Log("once there is room it is kept, and the notice goes")
	eval[any](p, "Object.keys(localStorage).filter(key => key.startsWith('ballast')).forEach(key => localStorage.removeItem(key))")
	p.write(workSQL, workQuery+" ")
	p.write(workSQL, workQuery)
	p.wait("the notice to go", "document.querySelector(%s).hidden", unsaved)
	if got := p.leaving(); got != "left" {
		t.Errorf("leaving the page with everything kept: %s", got)
	}
	p.do(chromedp.Reload())
	p.hasWork()
}

// leaving tells what the page does when the reader wants to leave it.
func (p *page) leaving() string {
	p.t.Helper()
	return eval[string](p, `dispatchEvent(new Event("beforeunload", { cancelable: true })) ? "left" : "asked"`)
}

func TestStorageThatThrows(t *testing.T) {
	p, _ := newWork(t)
	send(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{
		Source: `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });`,
	})
	p.open("/")
	if !eval[bool](p, "document.querySelector(%s).hidden", unsaved) {
		t.Error("a reader who has made nothing is told that nothing is kept")
	}
	p.open(workPage)
	p.work()
	p.hasWorkShown()
	p.wait("the notice", "document.querySelector(%s).hidden === false && document.querySelector(%s).textContent.includes('keeps nothing')", unsaved, unsaved)
	dir := p.downloads()
	p.click(unsaved + " button")
	if _, content := p.downloaded(dir); !strings.Contains(string(content), workQuery) {
		t.Errorf("the file lacks the SQL:\n%s", content)
	}
	t.Log("cells go on working")
	eval[any](p, "document.querySelector(%s).click()", workSQL+" .run")
	p.shows(workSQL, "42")
}

// choosesFile reports whether doing something makes the browser ask for a file.
func (p *page) choosesFile(do func()) bool {
	p.t.Helper()
	asked := make(chan struct{}, 1)
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	chromedp.Listen(ctx, func(event any) {
		if _, ok := event.(*protocol.EventFileChooserOpened); ok {
			asked <- struct{}{}
		}
	})
	send(p, protocol.SetInterceptFileChooserDialog, protocol.SetInterceptFileChooserDialogParams{Enabled: true})
	do()
	select {
	case <-asked:
		return true
	case <-ctx.Done():
		return false
	}
}
