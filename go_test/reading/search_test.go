package reading

import (
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestSearchIsDrivenFromTheKeyboard(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, "/lessons/gini")
	const results = ".top .results"
	focusIs := func(what, condition string) {
		t.Helper()
		p.Wait("the focus on "+what, "(e => "+condition+")(document.activeElement)")
	}
	p.Press("/")
	focusIs("the search field", "e.name === 'q' && e.closest('.top')")
	p.Press("impurity")
	p.Wait("hits", "!document.querySelector(%s).hidden && document.querySelectorAll(%s).length > 1",
		results, results+" a")
	if got := browser.Eval[string](p, "document.querySelector('.top [name=q]').value"); got != "impurity" {
		t.Errorf("the field contains %q", got)
	}
	p.Press(kb.ArrowDown)
	focusIs("the first hit", "e === document.querySelectorAll('.top .results a')[0]")
	p.Press(kb.ArrowDown)
	focusIs("the second hit", "e === document.querySelectorAll('.top .results a')[1]")
	p.Press(kb.ArrowUp + kb.ArrowUp)
	focusIs("the search field again", "e.name === 'q'")
	p.Press(kb.Escape)
	p.Wait("the hits to close", "document.querySelector(%s).hidden", results)
	left := browser.Eval[string](p,
		"document.querySelector('.top [name=q]').value + (document.activeElement.name ?? '')")
	if left != "" {
		t.Errorf("after Escape the field still contains text or has the focus: %q", left)
	}

	p.Sub("Enter follows a hit", func(t *testing.T) {
		p.Press("/")
		p.Press("entropy")
		p.Wait("hits", "!document.querySelector(%s).hidden && document.querySelector(%s)",
			results, results+" a[href^='/lessons/entropy']")
		p.Press(kb.ArrowDown)
		to := browser.Eval[string](p, "document.activeElement.href")
		p.Press("\r")
		p.Wait("the page of the hit", "location.href === %s && document.readyState === 'complete'", to)
	})
	p.Sub("Enter in the field opens the search page", func(t *testing.T) {
		p.Press("/")
		p.Press("entropy\r")
		p.Wait("the search page", "location.pathname === '/search' && document.querySelectorAll('main .hits a').length > 1")
		if got := browser.Eval[string](p, "document.querySelector('main [name=q]').value"); got != "entropy" {
			t.Errorf("the search page searched for %q", got)
		}
	})
	p.Sub("a slash in an SQL cell is a slash", func(t *testing.T) {
		p.Open(course.SQLPage)
		p.Write(course.SQLReads, "SELECT 1/2;")
		got := browser.Eval[string](p, "document.querySelector(%s).value", course.SQLReads+" textarea")
		if got != "SELECT 1/2;" {
			t.Errorf("the cell contains %q", got)
		}
	})
}
