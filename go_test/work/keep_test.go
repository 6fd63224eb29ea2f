package work

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/need"
)

func TestWorkSurvives(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	forget := func() { browser.Eval[any](p, "localStorage.clear()"); p.Open(workPage) }
	p.Open(workPage)

	p.Sub("a reload", func(*testing.T) {
		work(p)
		p.Do(chromedp.Reload())
		hasWork(p)
	})
	forget()
	p.Sub("the back button", func(*testing.T) {
		work(p)
		p.Open("/lessons/entropy")
		browser.Eval[any](p, "void setTimeout(() => history.back())") // the answer comes before the page goes
		p.Wait("the lesson again", "location.pathname === %s", workPage)
		hasWorkShown(p)
		t.Log("and with what was written in another tab in the meantime")
		p.Open("/lessons/entropy")
		q := p.Another()
		q.Open(workPage)
		q.Write(workSQL, "SELECT 'meanwhile';")
		browser.Eval[any](p, "void setTimeout(() => history.back())") // the answer comes before the page goes
		p.Wait("the lesson again", "location.pathname === %s", workPage)
		p.Wait("what was written meanwhile", sqlText+" === %s", "SELECT 'meanwhile';")
	})
	forget()
	p.Sub("a crash of the page", func(*testing.T) {
		q := p.Another()
		q.Open(workPage)
		work(q)
		crash(q)
		p.Do(chromedp.Reload())
		hasWork(p)
	})
	forget()
	p.Sub("a tab that is closed", func(*testing.T) {
		q := p.Another()
		q.Open(workPage)
		work(q)
		if err := chromedp.Cancel(q.Context); err != nil {
			q.T.Fatal(err)
		}
		p.Do(chromedp.Reload())
		hasWork(p)
	})
}

// crash kills the page's process, which gets no chance to save.
func crash(p *browser.Page) {
	p.T.Helper()
	gone := make(chan struct{})
	ctx, cancel := context.WithTimeout(p.Context, need.Patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, inspector.Enable, cdp.Empty{})
		return err
	})); err != nil {
		p.T.Fatal(err)
	}
	chromedp.Listen(ctx, func(event any) {
		if _, ok := event.(*inspector.EventTargetCrashed); ok {
			close(gone)
		}
	})
	go func() { _, _ = chromedp.Call(ctx, protocol.Crash, cdp.Empty{}) }() // never answered
	select {
	case <-gone:
	case <-ctx.Done():
		p.T.Fatal("the page does not crash")
	}
}

// The first keystrokes of a text are as safe as the last.
func TestEveryKeystrokeIsKeptAtOnce(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	p.Open(workPage)
	work(p)
	// The keystroke's event is handled within the call.
	for _, text := range []string{"SELECT 1", "SELECT 12", "SELECT 123"} {
		kept := browser.Eval[string](p, `(() => {
			const area = document.querySelector("`+workSQL+` textarea");
			area.value = %s;
			area.dispatchEvent(new Event("input", { bubbles: true }));
			return Object.entries(localStorage)
				.filter(([key]) => key.startsWith("abacus/joins/sql/"))
				.map(([, json]) => JSON.parse(json).text).join();
		})()`, text)
		if kept != text {
			t.Errorf("after %q was typed the browser keeps %q", text, kept)
		}
	}
}

func TestEditsOfTheFirstVersionAreTakenOver(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	openYourWork(p)
	original := "an older text"
	old, err := json.Marshal(map[string]any{"NestedLoop": map[string]string{"text": workNew, "original": original}})
	if err != nil {
		t.Fatal(err)
	}
	browser.Eval[any](p, "localStorage.setItem('abacus-edits-joins', %s)", string(old))
	p.Open(workPage)
	p.Wait("the edit", goText+".includes(%s)", workNew)
	if _, ok := keptBy(p)["abacus-edits-joins"]; ok {
		t.Error("the old key is still there")
	}
	if !browser.Eval[bool](p, "!!document.querySelector(%s)", workListing+" .stale") {
		t.Error("the page does not say that the lesson has changed since")
	}
}

func TestANewVersionOfTheLessonKeepsBoth(t *testing.T) {
	t.Parallel()
	p, e := newWork(t)
	p.Open(workPage)
	work(p)
	p.Edit(`.listing[data-source="build,probe"]`, "count := ", "count := /* stray */ ")
	original := browser.Eval[string](p, "document.querySelector(%s).dataset.original", workSQL+" textarea")

	first, _, _ := strings.Cut(original, "\n")
	e.changes = []string{
		first, first + " /* new */", // the cell's SQL
		`NestedLoop</span>`, `NestedLoop</span><span>/* new */</span>`,
		`data-source="build,probe"`, `data-source="Renamed"`,
	}
	p.Do(chromedp.Reload())
	hasWork(p)
	for _, in := range []string{workListing, workSQL} {
		p.Wait("the notice that the lesson has changed", "document.querySelector(%s)", in+" .stale")
	}
	p.Wait("what the lesson no longer has", `[...document.querySelectorAll("article > .versions")]
		.some(n => n.textContent.includes("/* stray */"))`)
	p.Accessible(workListing, workSQL, ".versions")

	t.Log("Reset shows the lesson's new text")
	browser.Eval[any](p, "document.querySelector(%s).click()", workSQL+" [type=reset]")
	p.Wait("the new SQL", sqlText+".includes('/* new */')")
	p.ClickText(workListing+" .bar button", "Reset")
	p.Wait("the new Go", goText+".includes('/* new */')")
	for _, in := range []string{workListing, workSQL} {
		p.Wait("the notice in "+in+" to go", "!document.querySelector(%s)", in+" .stale")
	}
	p.ClickText("article > .versions button", "Discard")
	if kept := keptBy(p); len(kept) != 0 {
		t.Errorf("the browser still keeps %v", kept)
	}
}

// A cell that has moved on the page keeps the reader's text. If the lesson's own
// text has changed, the cell's position decides.
func TestSQLFindsItsCellAgain(t *testing.T) {
	t.Parallel()
	p, e := newWork(t)
	p.Open(workPage)
	p.Write(workSQL, workQuery)
	e.changes = []string{`id="sql-1"`, `id="sql-2"`, `id="sql-2"`, `id="sql-1"`}
	// The two cells have swapped their numbers.
	p.Do(chromedp.Reload())
	p.Wait("the text in the cell that it was written for",
		`document.querySelector("#sql-2 textarea").value === %s`, workQuery)
}
