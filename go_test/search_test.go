package gotest

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestSearchIsDrivenFromTheKeyboard(t *testing.T) {
	p := visit(t, "/lessons/gini")
	const results = ".top .results"
	focusIs := func(what, condition string) {
		t.Helper()
		p.wait("the focus on "+what, "(e => "+condition+")(document.activeElement)")
	}
	p.press("/")
	focusIs("the search field", "e.name === 'q' && e.closest('.top')")
	p.press("impurity")
	p.wait("hits", "!document.querySelector(%s).hidden && document.querySelectorAll(%s).length > 1", results, results+" a")
	if got := eval[string](p, "document.querySelector('.top [name=q]').value"); got != "impurity" {
		t.Errorf("the field holds %q", got)
	}
	p.press(kb.ArrowDown)
	focusIs("the first hit", "e === document.querySelectorAll('.top .results a')[0]")
	p.press(kb.ArrowDown)
	focusIs("the second hit", "e === document.querySelectorAll('.top .results a')[1]")
	p.press(kb.ArrowUp + kb.ArrowUp)
	focusIs("the search field again", "e.name === 'q'")
	p.press(kb.Escape)
	p.wait("the hits to close", "document.querySelector(%s).hidden", results)
	if got := eval[string](p, "document.querySelector('.top [name=q]').value + (document.activeElement.name ?? '')"); got != "" {
		t.Errorf("after Escape the field holds or has %q", got)
	}

	p.sub("Enter follows a hit", func(t *testing.T) {
		p.press("/")
		p.press("entropy")
		p.wait("hits", "!document.querySelector(%s).hidden && document.querySelector(%s)", results, results+" a[href^='/lessons/entropy']")
		p.press(kb.ArrowDown)
		to := eval[string](p, "document.activeElement.href")
		p.press("\r")
		p.wait("the page of the hit", "location.href === %s && document.readyState === 'complete'", to)
	})
	p.sub("Enter in the field opens the search page", func(t *testing.T) {
		p.press("/")
		p.press("entropy\r")
		p.wait("the search page", "location.pathname === '/search' && document.querySelectorAll('main .hits a').length > 1")
		if got := eval[string](p, "document.querySelector('main [name=q]').value"); got != "entropy" {
			t.Errorf("the search page searched for %q", got)
		}
	})
	p.sub("a slash in an SQL cell is a slash", func(t *testing.T) {
		p.open(sqlPage)
		p.write(sqlReads, "SELECT 1/2;")
		if got := eval[string](p, "document.querySelector(%s).value", sqlReads+" textarea"); got != "SELECT 1/2;" {
			t.Errorf("the cell holds %q", got)
		}
	})
}
