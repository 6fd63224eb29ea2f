package export

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/go_test/need"
)

// usedByKeyboard skips to the content, changes code, runs it, and moves a slider,
// which drives the reader's program.
func usedByKeyboard(t *testing.T, p *browser.Page) {
	t.Helper()
	p.Open(course.ExportPrefix + "/lessons/entropy.html")
	course.Unhurried(p)
	p.Wait("the button", "document.querySelector(%s)", course.Surprise+" button.edit")
	p.Press("\t\r")
	p.Wait("the focus in the content", "document.activeElement.id === 'main'")
	// The editor may already have replaced the listing.
	p.TabTo(course.Surprise + " > pre, " + course.Surprise + " .cm-content")
	p.Wait("the editor to have the keyboard", "document.querySelector(%s + ' .cm-editor.cm-focused')", course.Surprise)
	p.Press("a", kb.ModifierCtrl)
	p.Press("func Surprise(p float64) float64 { return 7 + 0*math.Log2(p)")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Wait("cells computed by the reader's code", course.CoinSurprise+` === "7.0000"`)
	p.Press(kb.Escape)
	p.TabTo(course.CoinSlider)
	said := p.Text(course.CoinSay)
	p.Press(kb.ArrowRight)
	p.Wait("the sentence to follow the arrow key", "document.querySelector(%s).textContent.trim() !== %s",
		course.CoinSay, said)
	if got := browser.Eval[string](p, course.CoinSurprise); got != "7.0000" {
		t.Errorf("after the slider has moved, the surprise is %s: not from the reader's program", got)
	}
	p.InBar(course.Surprise, "Reset")
}

// practisedWithoutServer solves an exercise and answers a question, on the page that
// usedByKeyboard has left: its compiler has started.
func practisedWithoutServer(t *testing.T, p *browser.Page) {
	t.Helper()
	const code, number = "#exercise-YourEntropy", "#exercise-Die"
	if got := p.Check(code); !strings.Contains(got, "Not yet: YourEntropy([0.5, 0.5]) should give 1 and gives 0") {
		t.Errorf("for the stub the check says %q", got)
	}
	p.Rewrite(code, p.Solution(code))
	if got := p.Check(code); p.State(code) != "done" {
		t.Errorf("the solution does not pass: %s", got)
	}
	p.SetInput(number+" input[type=text]", "2,67")
	if got := p.Check(number); !strings.Contains(got, "Correct") || p.State(number) != "done" {
		t.Errorf("for 2,67 the check says %q", got)
	}
	browser.Eval[bool](p, "(localStorage.clear(), true)")
}

// replacedByAnother replaces the course with a new version. Its pages show at once;
// the cache of the old version is deleted when no page uses it any more.
func replacedByAnother(t *testing.T, p *browser.Page, dir string) {
	t.Helper()
	change := func(name string, old *regexp.Regexp, new string) {
		t.Helper()
		path := filepath.Join(dir, name)
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		changed := old.ReplaceAll(text, []byte(new))
		if bytes.Equal(changed, text) {
			t.Fatalf("there is nothing to change in %s", name)
		}
		if err := os.WriteFile(path, changed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// until waits until exactly these caches exist.
	until := func(what, want string) {
		t.Helper()
		const names = `caches.keys().then(all => all
			.filter(k => k.startsWith("abacus ")).map(k => k.split(" ").pop()).sort().join(" "))`
		need.Until(t, what, func() bool { return want == browser.Eval[string](p, names) })
	}
	p.Open(course.ExportPrefix + "/")
	version := browser.Eval[string](p, `caches.keys().then(all => all
		.find(k => k.startsWith("abacus ") && !k.endsWith(" files")).split(" ").pop())`)
	until("the version that is there", version+" files")
	change("index.html", regexp.MustCompile(`<h1>.*</h1>`), "<h1>The second edition</h1>")
	change("sw.js", regexp.MustCompile(`version: "[0-9a-f]+"`), `version: "second"`)
	p.Open(course.ExportPrefix + "/")
	if got := p.Text("h1"); got != "The second edition" {
		t.Errorf("while the host is reachable the page is still %q", got)
	}
	browser.Eval[bool](p, `navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)`)
	until("the new version beside the old one", version+" files second")
	p.Open(course.Elsewhere)
	until("the old version to go", "files second")
}
