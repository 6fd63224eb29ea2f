package serving

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestTheLabRollsOutWithoutLosingARequest(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, "/lessons/rollout")
	const out = "[data-lab-output]"
	p.Click(".lab .run")
	p.Wait("progress", "/\\d+ sent, \\d+ answered/.test(document.querySelector(%s).textContent)", out)
	p.Wait("the replicas", "document.querySelectorAll(%s).length > 1", out+" .replicas li")
	if !browser.Eval[bool](p, "document.querySelector('.lab .run').disabled") {
		t.Error("the lab can be started again while it runs")
	}
	p.Wait("the summary", "document.querySelector(%s).textContent.includes('With draining:')", out)
	p.Wait("no request to be lost", "/ 0 lost\\. Half/.test(document.querySelector(%s).textContent)", out)
	p.Wait("the button to come back", "!document.querySelector('.lab .run').disabled")

	p.Sub("and without draining tells what was lost", func(t *testing.T) {
		p.Click(".lab [name=drain]")
		p.Click(".lab .run")
		p.Wait("the summary", "document.querySelector(%s).textContent.includes('Without draining:')", out)
	})
}
