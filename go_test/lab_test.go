package gotest

import "testing"

func TestTheLabRollsOutWithoutLosingARequest(t *testing.T) {
	p := visit(t, "/lessons/rollout")
	const out = "[data-lab-output]"
	p.click(".lab .run")
	p.wait("progress", "/\\d+ sent, \\d+ answered/.test(document.querySelector(%s).textContent)", out)
	p.wait("the replicas", "document.querySelectorAll(%s).length > 1", out+" .replicas li")
	if !eval[bool](p, "document.querySelector('.lab .run').disabled") {
		t.Error("while it runs the lab can be started again")
	}
	p.wait("the summary", "document.querySelector(%s).textContent.includes('With draining:')", out)
	p.wait("no request to be lost", "/ 0 lost\\. Half/.test(document.querySelector(%s).textContent)", out)
	p.wait("the button to come back", "!document.querySelector('.lab .run').disabled")

	p.sub("and without draining tells what was lost", func(t *testing.T) {
		p.click(".lab [name=drain]")
		p.click(".lab .run")
		p.wait("the summary", "document.querySelector(%s).textContent.includes('Without draining:')", out)
	})
}
