package work

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
)

// threeExercises gives one lesson three exercises and another lesson one, whatever
// the course has. It runs before the page's scripts.
const threeExercises = `document.addEventListener("readystatechange", () => {
	if (document.readyState !== "interactive") return;
	for (const li of document.querySelectorAll(".card, .lessons li")) {
		li.dataset.lesson = li.querySelector("a").pathname.split("/").pop();
		li.dataset.exercises = { joins: "Count Match Build", gini: "Half" }[li.dataset.lesson] ?? "";
	}
	document.querySelectorAll("[data-exercise]").forEach(e => e.removeAttribute("data-exercise"));
	if (document.querySelector("article")?.dataset.lesson !== "joins") return;
	for (const name of ["Count", "Match", "Build"]) {
		const section = Object.assign(document.createElement("section"), {
			id: "exercise-" + name, className: "exercise", innerHTML: "<h3>" + name + "</h3>",
		});
		section.dataset.exercise = name;
		document.querySelector("article").append(section);
		document.querySelector(".contents ol").insertAdjacentHTML("beforeend",
			'<li class="level-3"><a href="#exercise-' + name + '">' + name + "</a></li>");
	}
});`

const (
	joinsCard = `[...document.querySelectorAll(".card")]
		.find(c => c.dataset.lesson === "joins").querySelector(".meta").textContent`
	courseLine = `document.querySelector(".minutes").textContent`
)

func TestProgressShowsWhereverALessonIsListed(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	p.BeforeScripts(threeExercises)
	overview := p.Another()
	overview.BeforeScripts(threeExercises)
	overview.Open("/")
	if got := browser.Eval[string](overview, joinsCard); !strings.HasSuffix(got, "· 3 exercises") {
		t.Errorf("an untouched lesson's card says %q", got)
	}
	if got := browser.Eval[int](overview, `document.querySelectorAll(".mark").length`); got != 0 {
		t.Errorf("an untouched course has %d marks", got)
	}

	p.Open(workPage)
	pages(p, "progress")
	entry := `document.querySelector('.contents a[href="#exercise-%"]').textContent`
	contents := func(name, want string) {
		t.Helper()
		if got := browser.Eval[string](p, strings.ReplaceAll(entry, "%", name)); got != want {
			t.Errorf("the table of contents says %q, want %q", got, want)
		}
	}
	contents("Count", "Count, exercise")
	browser.Eval[any](p, `(
		progress.record("joins", "Count", "tried"),
		progress.record("joins", "Count", "done"),
		progress.record("joins", "Count", "tried"),
		progress.record("joins", "Match", "tried")
	)`)
	contents("Count", "Count, exercise, done")
	contents("Match", "Match, exercise, tried")
	contents("Build", "Build, exercise")
	got := browser.Eval[string](p, `document.querySelector(".lessons [data-lesson=joins] a").textContent`)
	if want := ", 1 of 3 exercises done, 1 tried"; !strings.HasSuffix(got, want) {
		t.Errorf("the list of lessons says %q, want %q at the end", got, want)
	}
	p.Accessible(".course", ".contents", ".exercise")

	t.Log("the overview in another tab follows")
	overview.Wait("the card", joinsCard+".endsWith('· 1 of 3 exercises done, 1 tried')")
	overview.Wait("the course", courseLine+".endsWith('1 of 4 exercises done, 1 tried.')")
	overview.Accessible()
	overview.Width(browser.Narrow)
	overview.Fits(t)

	t.Log("and shows the same after a reload")
	p.Open("/")
	p.Wait("the card", joinsCard+".endsWith('· 1 of 3 exercises done, 1 tried')")
	pages(p, "progress")
	browser.Eval[any](p, `["Count", "Match", "Build"].map(name => progress.record("joins", name, "done"))`)
	p.Wait("the card of a lesson that is done", joinsCard+".endsWith('· 3 of 3 exercises done')")
	marks := browser.Eval[string](p, `[...document.querySelectorAll(".card .mark")].map(m => m.className).join()`)
	if marks != "mark done" {
		t.Errorf("the cards' marks are %q", marks)
	}
}

// An exercise that is done in one tab and at the same time tried in another is
// done.
func TestProgressOfTwoTabsIsMerged(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	p.Open(workPage)
	q := p.Another()
	q.Open(workPage)
	pages(p, "progress")
	browser.Eval[any](p, `progress.record("joins", "Count", "done")`)
	// The other tab has not heard of it yet and writes this.
	browser.Eval[any](q, `localStorage.setItem("abacus/joins/progress/Count", JSON.stringify({ state: "tried" }))`)
	for _, tab := range []*browser.Page{p, q} {
		tab.Wait("done", `localStorage.getItem("abacus/joins/progress/Count")?.includes("done")`)
	}
}

func TestAnswersAreKept(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	p.Open(workPage)
	pages(p, "store")
	browser.Eval[any](p, `store.setAnswer("joins", "Count rows", { chosen: ["a", "b/c"] })`)
	p.Open(workPage)
	pages(p, "store")
	answer := browser.Eval[string](p, `JSON.stringify(store.answer("joins", "Count rows"))`)
	if answer != `{"chosen":["a","b/c"]}` {
		t.Errorf("the answer is %s", answer)
	}
	if got := browser.Eval[string](p, `JSON.stringify(store.answer("joins", "Other"))`); got != "null" {
		t.Errorf("an answer that was never given is %s", got)
	}
}
