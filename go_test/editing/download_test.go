package editing

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"io"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// A reader changes a function and downloads the lesson: the file contains the
// change. Before there is a change, the link works without scripts.
func TestDownloadsHoldTheEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	href := browser.Eval[string](p, `document.querySelector(".downloads a").getAttribute("href")`)
	if href != "/lessons/entropy/download/entropy.zip" {
		t.Errorf("the link leads to %s", href)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	browser.Eval[bool](p, `(() => {
		URL.createObjectURL = (blob) => { window.saved = blob; return "data:,"; };
		HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
		const click = new MouseEvent("click", { bubbles: true, cancelable: true });
		return document.querySelector(".downloads a").dispatchEvent(click);
	})()`)
	p.Wait("the file", `window.savedAs === "entropy.zip" &&
		document.querySelector(".downloads span").textContent === "Downloaded with your changes."`)
	text := browser.Eval[string](p, `(async () => {
		const bytes = new Uint8Array(await window.saved.arrayBuffer());
		return btoa(String.fromCharCode(...bytes));
	})()`)
	archive, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open("abacus-entropy/lessons/entropy/yours-1-surprise.go")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	mine, err := io.ReadAll(f)
	if err != nil || !strings.Contains(string(mine), "return 3 * math.Log2(") {
		t.Errorf("the reader's file contains %s (%v)", mine, err)
	}
}
