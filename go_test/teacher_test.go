package gotest

import (
	"path/filepath"
	"strings"
	"testing"

	"abacus/server"
	"abacus/server/classroom"
)

// The teacher sees live what a learner does, finds a forged verdict by having
// the code checked again in the teacher's own browser, and points at a lesson.
func TestTheTeacherSeesTheClass(t *testing.T) {
	store, err := classroom.Open(t.Context(), filepath.Join(t.TempDir(), "class.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	s, b := workshopWith(t, "go", func(cfg *server.Config) {
		cfg.Class, cfg.Classroom, cfg.Teacher = true, store, "a secret of sixteen characters"
	})
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	url := serve(t, s.Handler())

	ada := inClass(t, url)
	ada.open("/lessons/gini")
	ada.wait("the form to join", `document.querySelector(".class form")?.checkVisibility()`)
	ada.click("#nickname")
	ada.press("Ada\r")
	ada.wait("Ada in the class", `document.querySelector(".class-name").textContent === "Ada"`)

	teacher := inClass(t, url)
	teacher.expect("401") // before the secret is typed
	teacher.open("/teacher")
	teacher.accessible()
	teacher.click("#secret")
	teacher.press("a secret of sixteen characters\r")
	teacher.wait("one learner", `document.querySelector('[data-count="here"]')?.textContent === "1"`)

	if got := ada.check(yourGini); !strings.Contains(got, "Not yet") {
		t.Fatalf("the stub: %q", got)
	}
	const numbers = `document.querySelector('section[data-lesson="gini"] [data-exercise="YourGini"] .numbers').textContent`
	teacher.wait("the exercise being tried", numbers+` === "0 done, 1 trying, 0 stuck"`)

	// A browser can claim what it likes.
	forged := `{"id":"forged-answer","lesson":"gini","exercise":"YourGini","passed":true,"said":"","typed":{"edits":[{"declaration":"YourGini","text":"func YourGini(counts []int) float64 { return 0 }"}]}}`
	if code := eval[int](ada, `fetch("/class/answers?part", { method: "POST", body: %s, headers: { "Content-Type": "application/json" } }).then((r) => r.status)`, forged); code != 200 {
		t.Fatalf("the claim is answered by %d", code)
	}
	teacher.wait("the claim", numbers+` === "1 done, 0 trying, 0 stuck"`)
	teacher.click(`[data-do="recheck"]`)
	teacher.wait("the end of the checks", `document.querySelector("#recheck-says").textContent === "Checked; 1 in code did not pass."`)
	teacher.wait("the claim refuted", numbers+`.includes("1 not confirmed")`)
	teacher.accessible()

	eval[bool](teacher, `(() => { const s = document.querySelector("#spotlight"); s.value = "trees"; return s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	teacher.wait("the choice kept", `document.querySelector("#spotlight").value === "trees"`)
	ada.open("/lessons/gini")
	ada.wait("the notice", `document.querySelector(".class-spotlight a")?.getAttribute("href") === "/lessons/trees"`)

	eval[any](teacher, `document.querySelector(".people .row").click()`)
	teacher.wait("Ada's answers", `document.querySelector("dialog.detail[open]")?.textContent.includes("not confirmed")`)
	teacher.accessible()
	for _, width := range []int64{wide, narrow} {
		teacher.width(width)
		teacher.fits(t)
	}
}
