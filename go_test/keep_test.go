package gotest

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	protocol "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func TestWorkSurvives(t *testing.T) {
	p, _ := newWork(t)
	forget := func() { eval[any](p, "localStorage.clear()"); p.open(workPage) }
	p.open(workPage)

	p.sub("a reload", func(*testing.T) {
		p.work()
		p.do(chromedp.Reload())
		p.hasWork()
	})
	forget()
	p.sub("the back button", func(*testing.T) {
		p.work()
		p.open("/lessons/entropy")
		eval[any](p, "history.back()")
		p.wait("the lesson again", "location.pathname === %s", workPage)
		p.hasWorkShown()
		t.Log("and with what was written in another tab while the page was away")
		p.open("/lessons/entropy")
		q := p.another()
		q.open(workPage)
		q.write(workSQL, "SELECT 'meanwhile';")
		eval[any](p, "history.back()")
		p.wait("the lesson again", "location.pathname === %s", workPage)
		p.wait("what was written meanwhile", sqlText+" === %s", "SELECT 'meanwhile';")
	})
	forget()
	p.sub("a crash of the page", func(*testing.T) {
		q := p.another()
		q.open(workPage)
		q.work()
		q.crash()
		p.do(chromedp.Reload())
		p.hasWork()
	})
	forget()
	p.sub("a tab that is closed", func(*testing.T) {
		q := p.another()
		q.open(workPage)
		q.work()
		if err := chromedp.Cancel(q.ctx); err != nil {
			q.t.Fatal(err)
		}
		p.do(chromedp.Reload())
		p.hasWork()
	})
}

// crash kills the process that runs the page, which gets no chance to save.
func (p *page) crash() {
	p.t.Helper()
	gone := make(chan struct{})
	ctx, cancel := context.WithTimeout(p.ctx, p.patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, inspector.Enable, cdp.Empty{})
		return err
	})); err != nil {
		p.t.Fatal(err)
	}
	chromedp.Listen(ctx, func(event any) {
		if _, ok := event.(*inspector.EventTargetCrashed); ok {
			close(gone)
		}
	})
	go func() { _, _ = chromedp.Call(ctx, protocol.Crash, cdp.Empty{}) }() // nobody is left to answer
	select {
	case <-gone:
	case <-ctx.Done():
		p.t.Fatal("the page does not crash")
	}
}

// The first keys of a text are as safe as the last.
func TestEveryKeystrokeIsKeptAtOnce(t *testing.T) {
	p, _ := newWork(t)
	p.open(workPage)
	p.work()
	// The event of the keystroke is dispatched and answered within the call.
	for _, text := range []string{"SELECT 1", "SELECT 12", "SELECT 123"} {
		kept := eval[string](p, `(() => {
			const area = document.querySelector("`+workSQL+` textarea");
			area.value = %s;
			area.dispatchEvent(new Event("input", { bubbles: true }));
			return Object.entries(localStorage).filter(([key]) => key.startsWith("abacus/joins/sql/")).map(([, json]) => JSON.parse(json).text).join();
		})()`, text)
		if kept != text {
			t.Errorf("after %q was typed the browser keeps %q", text, kept)
		}
	}
}

func TestEditsOfTheFirstVersionAreTakenOver(t *testing.T) {
	p, _ := newWork(t)
	p.open("/")
	original := "an older text"
	old, err := json.Marshal(map[string]any{"NestedLoop": map[string]string{"text": workNew, "original": original}})
	if err != nil {
		t.Fatal(err)
	}
	eval[any](p, "localStorage.setItem('abacus-edits-joins', %s)", string(old))
	p.open(workPage)
	p.wait("the edit", goText+".includes(%s)", workNew)
	if _, ok := p.kept()["abacus-edits-joins"]; ok {
		t.Error("the old key is still there")
	}
	if !eval[bool](p, "!!document.querySelector(%s)", workListing+" .stale") {
		t.Error("the page does not say that the lesson has changed since")
	}
}

func TestANewVersionOfTheLessonKeepsBoth(t *testing.T) {
	p, e := newWork(t)
	p.open(workPage)
	p.work()
	p.edit(`.listing[data-source="build,probe"]`, "count := ", "count := /* stray */ ")
	original := eval[string](p, "document.querySelector(%s).dataset.original", workSQL+" textarea")

	first, _, _ := strings.Cut(original, "\n")
	e.changes = []string{
		first, first + " /* new */", // the SQL of the cell
		`NestedLoop</span>`, `NestedLoop</span><span>/* new */</span>`,
		`data-source="build,probe"`, `data-source="Renamed"`,
	}
	p.do(chromedp.Reload())
	p.hasWork()
	for _, in := range []string{workListing, workSQL} {
		p.wait("the notice that the lesson has changed", "document.querySelector(%s)", in+" .stale")
	}
	p.wait("what the lesson no longer has", `[...document.querySelectorAll("article > .versions")].some(n => n.textContent.includes("/* stray */"))`)
	p.accessible()

	t.Log("Reset shows the lesson's new text")
	eval[any](p, "document.querySelector(%s).click()", workSQL+" [type=reset]")
	p.wait("the new SQL", sqlText+".includes('/* new */')")
	eval[any](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === 'Reset').click()", workListing+" .bar button")
	p.wait("the new Go", goText+".includes('/* new */')")
	for _, in := range []string{workListing, workSQL} {
		p.wait("the notice in "+in+" to go", "!document.querySelector(%s)", in+" .stale")
	}
	eval[any](p, `[...document.querySelectorAll("article > .versions button")].find(b => b.textContent === "Discard").click()`)
	if kept := p.kept(); len(kept) != 0 {
		t.Errorf("the browser still keeps %v", kept)
	}
}

// A cell that has moved on the page keeps its text; where the lesson's own
// has changed, the place decides.
func TestSQLFindsItsCellAgain(t *testing.T) {
	p, e := newWork(t)
	p.open(workPage)
	p.write(workSQL, workQuery)
	e.changes = []string{`id="sql-1"`, `id="sql-2"`, `id="sql-2"`, `id="sql-1"`}
	// The two cells have changed places, as far as their numbers go.
	p.do(chromedp.Reload())
	p.wait("the text in the cell that it was written for", `document.querySelector("#sql-2 textarea").value === %s`, workQuery)
}
