package gotest

import (
	"encoding/json"
	"strings"
	"testing"

	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// deafen lets a test keep a page from hearing what other tabs do, as happens
// for the blink between two tabs' writing, and as long as a tab is frozen.
const deafen = `window.deaf = false; addEventListener("storage", event => { if (window.deaf) event.stopImmediatePropagation(); });`

// twoTabs opens the lesson twice.
func twoTabs(t *testing.T) (a, b *page) {
	t.Helper()
	a, _ = newWork(t)
	b = a.another()
	for _, p := range []*page{a, b} {
		send(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: deafen})
		p.open(workPage)
	}
	return a, b
}

// asks reports whether the page asks about two versions of the text.
func (p *page) asks(in string) bool {
	p.t.Helper()
	return eval[bool](p, "!!document.querySelector(%s)", versions(in))
}

func TestTwoTabsShareWhatIsTyped(t *testing.T) {
	a, b := twoTabs(t)
	t.Log("what one types shows in the other")
	a.work()
	b.hasWorkShown()
	t.Log("and the other way round, also where the first has typed before")
	b.edit(workListing, "/* mine */", "/* ours */")
	b.write(workSQL, "SELECT 'ours';")
	a.wait("the other tab's Go", goText+".includes('/* ours */')")
	a.wait("the other tab's SQL", sqlText+` === "SELECT 'ours';"`)
	t.Log("and again")
	a.edit(workListing, "/* ours */", "/* again */")
	b.wait("the first tab's Go", goText+".includes('/* again */')")
	for _, p := range []*page{a, b} {
		if p.asks(workListing) || p.asks(workSQL) {
			t.Error("a tab asks about versions although each knew of the other's")
		}
	}
	t.Log("Reset in one shows in the other, which can take it back")
	b.edit(workListing, "/* again */", "/* last */")
	a.wait("the other tab's Go", goText+".includes('/* last */')")
	eval[any](a, "[...document.querySelectorAll(%s)].find(b => b.textContent === 'Reset').click()", workListing+" .bar button")
	b.wait("the lesson's Go", "!"+goText+".includes('/* last */')")
	b.accessible()
	b.choose(workListing, "Put mine back")
	a.wait("what was taken back", goText+".includes('/* last */')")
}

// hasWorkShown waits until the page shows what work wrote in another tab,
// whose results are its own.
func (p *page) hasWorkShown() {
	p.t.Helper()
	p.wait("the Go of the other tab", goText+".includes(%s)", workNew)
	p.wait("the SQL of the other tab", sqlText+" === %s", workQuery)
}

// conflict makes both tabs change both texts without knowing of each other:
// first, then second.
func conflict(first, second *page) {
	eval[any](second, "(window.deaf = true)")
	first.edit(workListing, workOld, "out := result{ /* first */ kind")
	first.write(workSQL, "SELECT 'first';")
	second.edit(workListing, workOld, "out := result{ /* second */ kind")
	second.write(workSQL, "SELECT 'second';")
	eval[any](second, "(window.deaf = false)")
	for _, in := range []string{workListing, workSQL} {
		first.wait("the question in the first tab", "document.querySelector(%s)", versions(in))
		second.wait("the question in the second tab", "document.querySelector(%s)", versions(in))
	}
}

func TestTwoTabsThatBothChangedATextAreTold(t *testing.T) {
	for _, keep := range []string{"mine", "other"} {
		for _, chooser := range []string{"first", "second"} {
			t.Run(chooser+" tab takes "+keep, func(t *testing.T) {
				a, b := twoTabs(t)
				conflict(a, b)
				for p, name := range map[*page]string{a: "first", b: "second"} {
					if got := eval[string](p, goText); !strings.Contains(got, "/* "+name+" */") {
						t.Errorf("the %s tab lost what was typed into it: %s", name, got)
					}
					if got := eval[string](p, sqlText); !strings.Contains(got, name) {
						t.Errorf("the %s tab lost the SQL that was typed into it: %s", name, got)
					}
				}
				by := map[string]*page{"first": a, "second": b}[chooser]
				want := chooser
				if keep == "other" {
					want = map[string]string{"first": "second", "second": "first"}[chooser]
				}
				button := map[string]string{"mine": "Keep mine", "other": "Take the other"}[keep]
				by.choose(workListing, button)
				by.choose(workSQL, button)
				for _, p := range []*page{a, b} {
					p.wait("the Go that was chosen", goText+".includes(%s)", "/* "+want+" */")
					p.wait("the SQL that was chosen", sqlText+".includes(%s)", want)
					p.wait("the questions to go", "!document.querySelector('.versions')")
				}
				if kept := a.kept(); len(kept) != 2 {
					t.Errorf("after the choice the browser keeps %v, want one Go and one SQL text", kept)
				}
			})
		}
	}
}

func TestBothVersionsSurviveACrashOfBothTabs(t *testing.T) {
	a, _ := newWork(t)
	a.open(workPage)
	b, c := a.another(), a.another()
	for _, p := range []*page{b, c} {
		send(p, protocol.AddScriptToEvaluateOnNewDocument, protocol.AddScriptToEvaluateOnNewDocumentParams{Source: deafen})
		p.open(workPage)
	}
	conflict(b, c)
	c.edit(workListing, "/* second */", "/* second, typed on */")
	c.accessible()
	c.crash()
	b.crash()
	a.do(chromedp.Reload())
	a.wait("a version", goText)
	a.wait("the question", "document.querySelector(%s)", versions(workListing))
	both := eval[string](a, goText+"+document.querySelector(%s).textContent", versions(workListing))
	if !strings.Contains(both, "/* first */") || !strings.Contains(both, "/* second, typed on */") {
		t.Errorf("after the crash there is only %s", both)
	}
}

// A tab that wrote before it heard of the other's writing learns of it late.
func TestAVersionThatArrivesLateIsToldToo(t *testing.T) {
	a, b := twoTabs(t)
	a.edit(workListing, workOld, workNew)
	b.wait("the edit", goText+".includes(%s)", workNew)
	key := "abacus/joins/go/NestedLoop"
	var kept map[string]any
	if err := json.Unmarshal([]byte(b.kept()[key]), &kept); err != nil {
		t.Fatal(err)
	}
	kept["text"], kept["rev"], kept["base"] = "func NestedLoop() { /* late */ }", "elsewhere.7", "elsewhere.1"
	late, err := json.Marshal(kept)
	if err != nil {
		t.Fatal(err)
	}
	eval[any](b, "localStorage.setItem(%s, %s)", key, string(late))
	a.wait("the question", "document.querySelector(%s)?.textContent.includes('/* late */')", versions(workListing))
	if got := eval[string](a, goText); !strings.Contains(got, workNew) {
		t.Errorf("the tab shows %s, not what was typed into it", got)
	}
	a.choose(workListing, "Take the other")
	a.wait("the other version", goText+".includes('/* late */')")
}

func TestTwoTabsShowOneAnswer(t *testing.T) {
	a := newPage(t, courseURL(t))
	b := a.another()
	const field = `document.querySelector("#exercise-ThreeClasses input[type=text]")`
	for _, p := range []*page{a, b} {
		p.open("/lessons/gini")
	}
	eval[bool](a, `(() => { const i = `+field+`; i.value = "0.656"; return i.dispatchEvent(new Event("input", {bubbles: true})); })()`)
	b.wait("the other tab's answer", field+`.value === "0.656"`)
}
