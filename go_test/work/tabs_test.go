package work

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// deafen lets a test keep a page from hearing of other tabs. This happens for a
// moment when two tabs write at once, and as long as a tab is frozen.
const deafen = `window.deaf = false;
addEventListener("storage", event => { if (window.deaf) event.stopImmediatePropagation(); });`

// twoTabs opens the lesson twice.
func twoTabs(t *testing.T) (a, b *browser.Page) {
	t.Helper()
	a, _ = newWork(t)
	b = a.Another()
	for _, p := range []*browser.Page{a, b} {
		p.BeforeScripts(deafen)
		p.Open(workPage)
	}
	return a, b
}

// asks reports whether the page asks about two versions of the text.
func asks(p *browser.Page, in string) bool {
	p.T.Helper()
	return browser.Eval[bool](p, "!!document.querySelector(%s)", versions(in))
}

func TestTwoTabsShareWhatIsTyped(t *testing.T) {
	t.Parallel()
	a, b := twoTabs(t)
	t.Log("what is typed in one tab shows in the other")
	work(a)
	hasWorkShown(b)
	t.Log("and the other way round, even where the first tab has typed before")
	b.Edit(workListing, "/* mine */", "/* ours */")
	b.Write(workSQL, "SELECT 'ours';")
	a.Wait("the other tab's Go", goText+".includes('/* ours */')")
	a.Wait("the other tab's SQL", sqlText+` === "SELECT 'ours';"`)
	t.Log("and again")
	a.Edit(workListing, "/* ours */", "/* again */")
	b.Wait("the first tab's Go", goText+".includes('/* again */')")
	for _, p := range []*browser.Page{a, b} {
		if asks(p, workListing) || asks(p, workSQL) {
			t.Error("a tab asks about versions although each knew of the other's changes")
		}
	}
	t.Log("Reset in one tab shows in the other, which can undo it")
	b.Edit(workListing, "/* again */", "/* last */")
	a.Wait("the other tab's Go", goText+".includes('/* last */')")
	a.ClickText(workListing+" .bar button", "Reset")
	b.Wait("the lesson's Go", "!"+goText+".includes('/* last */')")
	b.Accessible(workListing)
	choose(b, workListing, "Restore mine")
	a.Wait("what was taken back", goText+".includes('/* last */')")
}

// hasWorkShown waits until the page shows what work wrote in another tab. Results
// show only in that tab.
func hasWorkShown(p *browser.Page) {
	p.T.Helper()
	p.Wait("the Go of the other tab", goText+".includes(%s)", workNew)
	p.Wait("the SQL of the other tab", sqlText+" === %s", workQuery)
}

// conflict makes both tabs change both texts, first before second, without knowing
// of each other.
func conflict(first, second *browser.Page) {
	browser.Eval[any](second, "(window.deaf = true)")
	first.Edit(workListing, workOld, "out := result{ /* first */ kind")
	first.Write(workSQL, "SELECT 'first';")
	second.Edit(workListing, workOld, "out := result{ /* second */ kind")
	second.Write(workSQL, "SELECT 'second';")
	browser.Eval[any](second, "(window.deaf = false)")
	for _, in := range []string{workListing, workSQL} {
		first.Wait("the question in the first tab", "document.querySelector(%s)", versions(in))
		second.Wait("the question in the second tab", "document.querySelector(%s)", versions(in))
	}
}

func TestTwoTabsThatBothChangedATextAreTold(t *testing.T) {
	t.Parallel()
	for _, keep := range []string{"mine", "other"} {
		for _, chooser := range []string{"first", "second"} {
			t.Run(chooser+" tab takes "+keep, func(t *testing.T) {
				a, b := twoTabs(t)
				conflict(a, b)
				for p, name := range map[*browser.Page]string{a: "first", b: "second"} {
					if got := browser.Eval[string](p, goText); !strings.Contains(got, "/* "+name+" */") {
						t.Errorf("the %s tab lost the Go that was typed into it: %s", name, got)
					}
					if got := browser.Eval[string](p, sqlText); !strings.Contains(got, name) {
						t.Errorf("the %s tab lost the SQL that was typed into it: %s", name, got)
					}
				}
				by := map[string]*browser.Page{"first": a, "second": b}[chooser]
				want := chooser
				if keep == "other" {
					want = map[string]string{"first": "second", "second": "first"}[chooser]
				}
				button := map[string]string{"mine": "Keep mine", "other": "Take the other"}[keep]
				choose(by, workListing, button)
				choose(by, workSQL, button)
				for _, p := range []*browser.Page{a, b} {
					p.Wait("the Go that was chosen", goText+".includes(%s)", "/* "+want+" */")
					p.Wait("the SQL that was chosen", sqlText+".includes(%s)", want)
					p.Wait("the questions to go", "!document.querySelector('.versions')")
				}
				if kept := keptBy(a); len(kept) != 2 {
					t.Errorf("after the choice the browser keeps %v, want one Go and one SQL text", kept)
				}
			})
		}
	}
}

func TestBothVersionsSurviveACrashOfBothTabs(t *testing.T) {
	t.Parallel()
	a, _ := newWork(t)
	a.Open(workPage)
	b, c := a.Another(), a.Another()
	for _, p := range []*browser.Page{b, c} {
		p.BeforeScripts(deafen)
		p.Open(workPage)
	}
	conflict(b, c)
	c.Edit(workListing, "/* second */", "/* second, typed on */")
	c.Accessible(workListing)
	crash(c)
	crash(b)
	a.Do(chromedp.Reload())
	a.Wait("a version", goText)
	a.Wait("the question", "document.querySelector(%s)", versions(workListing))
	both := browser.Eval[string](a, goText+"+document.querySelector(%s).textContent", versions(workListing))
	if !strings.Contains(both, "/* first */") || !strings.Contains(both, "/* second, typed on */") {
		t.Errorf("after the crash only this is left: %s", both)
	}
}

// A tab writes before it has heard of the other tab's change, and the other tab
// learns of it late.
func TestAVersionThatArrivesLateIsToldToo(t *testing.T) {
	t.Parallel()
	a, b := twoTabs(t)
	a.Edit(workListing, workOld, workNew)
	b.Wait("the edit", goText+".includes(%s)", workNew)
	key := "abacus/joins/go/NestedLoop"
	var kept map[string]any
	if err := json.Unmarshal([]byte(keptBy(b)[key]), &kept); err != nil {
		t.Fatal(err)
	}
	kept["text"], kept["rev"], kept["base"] = "func NestedLoop() { /* late */ }", "elsewhere.7", "elsewhere.1"
	late, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	browser.Eval[any](b, "localStorage.setItem(%s, %s)", key, string(late))
	a.Wait("the question", "document.querySelector(%s)?.textContent.includes('/* late */')", versions(workListing))
	if got := browser.Eval[string](a, goText); !strings.Contains(got, workNew) {
		t.Errorf("the tab shows %s, not what was typed into it", got)
	}
	choose(a, workListing, "Take the other")
	a.Wait("the other version", goText+".includes('/* late */')")
}

func TestTwoTabsShowOneAnswer(t *testing.T) {
	t.Parallel()
	a := browser.NewPage(t, course.URL(t))
	b := a.Another()
	const field = "#exercise-ThreeClasses input[type=text]"
	for _, p := range []*browser.Page{a, b} {
		p.Open("/lessons/gini")
	}
	a.SetInput(field, "0.656")
	b.Wait("the other tab's answer", `document.querySelector(%s).value === "0.656"`, field)
}
