package course

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
)

// Outcome is the result of a call.
type Outcome struct {
	Superseded bool
	Say        string
	Text       string
	Kind       string
	Message    string
	Trace      string
	Frames     []string
	Took       float64 // milliseconds, in the page
}

// Report is a JavaScript function that makes an Outcome from a call's result and
// the time when the call began.
const Report = `(r, began) => r === null ? { superseded: true } : {
	say: r.output?.events?.[0]?.text ?? "", text: r.text, kind: r.failure?.kind ?? "", message: r.failure?.message ?? "",
	trace: r.failure?.trace ?? "", frames: r.failure?.frames.map(f => f.function) ?? [], took: performance.now() - began,
}`

// Call runs a cell of the program.
func Call(p *browser.Page, cell string, inputs map[string]string) Outcome {
	p.T.Helper()
	if inputs == nil {
		inputs = map[string]string{}
	}
	return browser.Eval[Outcome](p, `(async () => {
		const began = performance.now();
		return (`+Report+`)(await runner.call(%s, %s), began);
	})()`, cell, inputs)
}

// Works checks that the next run works as if nothing had happened.
func Works(p *browser.Page) {
	p.T.Helper()
	if got := Call(p, "hello", map[string]string{"name": "again"}); got.Say != "hello again" {
		p.T.Errorf("the next run results in %+v", got)
	}
}

// AttackFails lets the rogue program attempt an attack and checks the outcome:
// want is a prefix of it, or alternatives for its first word, separated by |.
func AttackFails(t *testing.T, p *browser.Page, what, url, want string) {
	t.Helper()
	t.Run(what+" "+url, func(t *testing.T) {
		got := Call(p, "try", map[string]string{"what": what, "url": url})
		word, _, _ := strings.Cut(got.Say, " ")
		if !strings.HasPrefix(got.Say, want) && !strings.Contains("|"+want+"|", "|"+word+"|") {
			t.Errorf("the attack results in %+v, want %s", got, want)
		}
	})
}
