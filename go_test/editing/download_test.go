package editing

import (
	"archive/zip"
	"errors"
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
	files := unzip(t, saved(p, "entropy.zip"))
	p.Wait("the notice", `document.querySelector(".downloads span").textContent === "Downloaded with your changes."`)
	if mine := files["abacus-entropy/lessons/entropy/yours-1-surprise.go"]; !strings.Contains(mine, "return 3 * math.Log2(") {
		t.Errorf("the reader's file contains %s", mine)
	}
}

// unzip returns the files of an archive.
func unzip(t *testing.T, archive string) map[string]string {
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
