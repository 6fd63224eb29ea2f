package course

import (
	"archive/zip"
	"encoding/base64"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
)

// OnBench presses a button in the edit bar.
func OnBench(p *browser.Page, name string) {
	p.T.Helper()
	const button = `[...document.querySelectorAll(".bench button")]
		.find(b => b.checkVisibility() && b.textContent === %s)`
	p.Wait("the button "+name, button, name)
	browser.Eval[any](p, button+".click()", name)
}

// SharedLink returns the link that pressing a button copies, without the origin.
func SharedLink(p *browser.Page, press func()) string {
	p.T.Helper()
	browser.Eval[any](p, `{
		window.copied = "";
		navigator.clipboard.writeText = async (text) => void (window.copied = text);
	}`)
	press()
	p.Wait("the link", "copied")
	return strings.TrimPrefix(browser.Eval[string](p, "copied"), p.Origin)
}

// Packed returns the file with all of a reader's work.
func Packed(p *browser.Page) string {
	p.T.Helper()
	p.Import("backup", "work/backup.js")
	return browser.Eval[string](p, `(async () => {
		const { page } = await import(document.querySelector("script[type=module]").src);
		return JSON.stringify(backup.pack(page.store));
	})()`)
}

// Unpack adds what is in such a file to the work of another reader.
func Unpack(p *browser.Page, packed string) {
	p.T.Helper()
	p.Import("backup", "work/backup.js")
	browser.Eval[any](p, `(async () => {
		const { page } = await import(document.querySelector("script[type=module]").src);
		backup.merge(await backup.open(new Blob([%s])), page);
	})()`, packed)
}

// ChooseFile gives an input the file of this name and content.
func ChooseFile(p *browser.Page, input, name, content string) {
	p.T.Helper()
	file := filepath.Join(p.T.TempDir(), name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		p.T.Fatal(err)
	}
	p.Do(chromedp.SetUploadFiles(chromedp.CSS(input), []string{file}, chromedp.NodeReady))
}

// Downloaded downloads a lesson by the link whose address has this ending, and returns
// what is in the file.
func Downloaded(p *browser.Page, ending string) string {
	p.T.Helper()
	browser.Eval[bool](p, `((ending) => {
		URL.createObjectURL = (blob) => { window.saved = blob; return "data:,"; };
		HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
		const click = new MouseEvent("click", { bubbles: true, cancelable: true });
		return document.querySelector('.downloads a[href$="' + ending + '"]').dispatchEvent(click);
	})(%s)`, ending)
	p.Wait("the file", "window.savedAs?.endsWith(%s)", ending)
	text := browser.Eval[string](p, `(async () => {
		const bytes = new Uint8Array(await window.saved.arrayBuffer());
		return btoa(bytes.reduce((s, b) => s + String.fromCharCode(b), ""));
	})()`)
	content, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		p.T.Fatal(err)
	}
	return string(content)
}

// Unzip returns the files of an archive.
func Unzip(t *testing.T, archive string) map[string]string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range r.File {
		f, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(f)
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
		files[entry.Name] = string(text)
	}
	return files
}
