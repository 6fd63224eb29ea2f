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

// A reader changes a function and takes the lesson away: the file holds the
// change. Before there is one, the link does without a script.
func TestDownloadsHoldTheEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	if got := browser.Eval[string](p, `document.querySelector(".downloads a").getAttribute("href")`); got != "/lessons/entropy/download/entropy.zip" {
		t.Errorf("the link leads to %s", got)
	}
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	browser.Eval[bool](p, `(() => {
		URL.createObjectURL = (blob) => { window.saved = blob; return "data:,"; };
		HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; };
		return document.querySelector(".downloads a").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
	})()`)
	p.Wait("the file", `window.savedAs === "entropy.zip" && document.querySelector(".downloads span").textContent === "Downloaded with your changes."`)
	text := browser.Eval[string](p, `(async () => btoa(String.fromCharCode(...new Uint8Array(await window.saved.arrayBuffer()))))()`)
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
		t.Errorf("the reader's file holds %s (%v)", mine, err)
	}
}
