package serving

import (
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
	"abacus/server/class/store"
)

// The teacher sees live what a learner does, discovers a forged verdict by checking
// the code again in the teacher's own browser, and points the class to a lesson.
func TestTheTeacherSeesTheClass(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "class.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s, b := course.WorkshopWith(t, "go", func(cfg *server.Config) {
		cfg.Class, cfg.Classroom, cfg.Teacher = true, db, "a secret of sixteen characters"
	})
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	url := course.Serve(t, s.Handler())

	ada := course.InClass(t, url)
	ada.Open("/lessons/gini")
	ada.Wait("the form to join", `document.querySelector(".class form")?.checkVisibility()`)
	ada.Click("#nickname")
	ada.Press("Ada\r")
	ada.Wait("Ada in the class", `document.querySelector(".class-name").textContent === "Ada"`)

	teacher := course.InClass(t, url)
	teacher.Expect("401") // before the teacher types the secret
	teacher.Open("/teacher")
	teacher.Accessible()
	teacher.Click("#secret")
	teacher.Press("a secret of sixteen characters\r")
	teacher.Wait("one learner", `document.querySelector('[data-count="here"]')?.textContent === "1"`)

	if got := ada.Check(course.YourGini); !strings.Contains(got, "Not yet") {
		t.Fatalf("for the stub the check says %q", got)
	}
	const numbers = `document.querySelector(
		'section[data-lesson="gini"] [data-exercise="YourGini"] .numbers').textContent`
	teacher.Wait("the exercise being tried", numbers+` === "0 done, 1 trying, 0 stuck"`)

	// A browser can claim anything.
	const forged = `{"id":"forged-answer","lesson":"gini","exercise":"YourGini",
		"verdict":{"state":"passed","said":""},"typed":{"edits":[
			{"declaration":"YourGini","text":"func YourGini(counts []int) float64 { return 0 }"}
		]}}`
	if code := browser.Eval[int](ada, `fetch("/class/answers?part", {
		method: "POST", body: %s, headers: { "Content-Type": "application/json" },
	}).then((r) => r.status)`, forged); code != 200 {
		t.Fatalf("the claim gets the status %d", code)
	}
	teacher.Wait("the claim", numbers+` === "1 done, 0 trying, 0 stuck"`)
	teacher.Click(`[data-do="recheck"]`)
	teacher.Wait("the end of the checks",
		`document.querySelector("#recheck-says").textContent === "Checked; 1 in code did not pass."`)
	teacher.Wait("the claim refuted", numbers+`.includes("1 not confirmed")`)
	teacher.Accessible()

	browser.Eval[bool](teacher, `(() => {
		const s = document.querySelector("#spotlight");
		s.value = "trees";
		return s.dispatchEvent(new Event("change", { bubbles: true }));
	})()`)
	teacher.Wait("the choice kept", `document.querySelector("#spotlight").value === "trees"`)
	ada.Open("/lessons/gini")
	ada.Wait("the notice", `document.querySelector(".class-spotlight a")?.getAttribute("href") === "/lessons/trees"`)

	browser.Eval[any](teacher, `document.querySelector(".people .row").click()`)
	teacher.Wait("Ada's answers", `document.querySelector("dialog.detail[open]")?.textContent.includes("not confirmed")`)
	teacher.Accessible()
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		teacher.Width(width)
		teacher.Fits(t)
	}
}
