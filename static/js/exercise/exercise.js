// An exercise: something to write or to answer, a check, hints one at a time,
// a solution behind a second thought, and what to read once it is solved.
// Whatever checks it says so with the event "answered", when its verdict is
// on the page; the event's detail holds what was typed.
import { announce } from "../page/announcer.js";
import { progress, record } from "../work/progress.js";
import { mountQuiz } from "./quiz.js";
import { mountStub } from "./code.js";

/** @param {HTMLElement} section */
export function mount(section) {
  const lesson = /** @type {HTMLElement | null} */ (section.closest(".lesson"))?.dataset.lesson ?? "";
  const name = section.dataset.exercise ?? "";
  const done = /** @type {HTMLDetailsElement | null} */ (section.querySelector(":scope > .done"));

  const show = (/** @type {boolean} */ solved) => {
    section.dataset.state = solved ? "done" : "tried";
    if (done) done.hidden = !solved;
  };
  section.addEventListener("answered", () => {
    const verdict = section.querySelector(".verdict");
    if (!verdict) return;
    const passed = verdict.classList.contains("passed");
    record(lesson, name, passed ? "done" : "tried");
    if (passed && done) done.open = true;
    show(passed || progress(lesson, name) === "done");
  });

  if (done) done.hidden = true;
  const before = progress(lesson, name);
  if (before !== "untouched") show(before === "done");
  stageHints(section);
  guardSolution(section);
  if (section.dataset.kind === "quiz") mountQuiz(section, lesson, name);
  if (section.dataset.kind === "code") mountStub(section, lesson, name);
}

/** Lets each hint appear once the one before it has been read. */
function stageHints(/** @type {HTMLElement} */ section) {
  const hints = /** @type {HTMLDetailsElement[]} */ ([...section.querySelectorAll(":scope > .hint")]);
  hints.forEach((hint, i) => {
    hint.hidden = i > 0;
    hint.addEventListener("toggle", () => {
      const next = hints[i + 1];
      if (hint.open && next) next.hidden = false;
    });
  });
}

/** Asks once more before the solution shows, unless the exercise is solved. */
function guardSolution(/** @type {HTMLElement} */ section) {
  const solution = /** @type {HTMLDetailsElement | null} */ (section.querySelector(":scope > .solution"));
  const summary = solution?.querySelector("summary");
  if (!solution || !summary) return;
  const says = summary.textContent ?? "";
  const doubt = "Show it? One more try teaches more. Press again to see a solution.";
  summary.addEventListener("click", (event) => {
    if (solution.open || section.dataset.state === "done" || summary.textContent === doubt) {
      summary.textContent = says;
      return;
    }
    event.preventDefault();
    summary.textContent = doubt;
    announce(doubt);
  });
  summary.addEventListener("blur", () => (summary.textContent = says));
}
