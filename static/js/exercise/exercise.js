// An exercise: something to write or answer, a check, hints one at a time, a
// solution that asks for confirmation, and a text to read once it is solved.
// The check reports its verdict as an event; see answered.js.
import { answered, progressAfter, answerIn } from "./answered.js";
import { mountCode } from "./code.js";
import { mountQuiz } from "./quiz.js";

/**
 * @param {HTMLElement} section
 * @param {{progress: import("../work/progress.js").Progress} & import("./code.js").Page & import("./quiz.js").Page} page
 */
export function mount(section, page) {
  const { progress } = page;
  const lesson = /** @type {HTMLElement | null} */ (section.closest(".lesson"))?.dataset.lesson ?? "";
  const name = section.dataset.exercise ?? "";
  const done = /** @type {HTMLDetailsElement | null} */ (section.querySelector(":scope > .done"));

  const show = (/** @type {boolean} */ solved) => {
    section.dataset.state = solved ? "done" : "tried";
    if (done) done.hidden = !solved;
  };
  section.addEventListener(answered, (event) => {
    const state = progressAfter(answerIn(event).verdict);
    if (!state) return;
    progress.record(lesson, name, state);
    if (state === "done" && done) done.open = true;
    show(progress.of(lesson, name) === "done");
  });

  if (done) done.hidden = true;
  const before = progress.of(lesson, name);
  if (before !== "untouched") show(before === "done");
  stageHints(section);
  guardSolution(section, page.announce);
  if (section.dataset.kind === "quiz") mountQuiz(section, lesson, name, page);
  if (section.dataset.kind === "code") mountCode(section, name, page);
}

/** Reveals each hint once the previous one has been opened. */
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

/** Asks for confirmation before showing the solution, unless the exercise is solved. */
function guardSolution(/** @type {HTMLElement} */ section, /** @type {import("../page/announcer.js").Announce} */ announce) {
  const solution = /** @type {HTMLDetailsElement | null} */ (section.querySelector(":scope > .solution"));
  const summary = solution?.querySelector("summary");
  if (!solution || !summary) return;
  const says = summary.textContent ?? "";
  const warning = "Show it? You learn more from one more try. Press again to see a solution.";
  let warned = false;
  const ask = (/** @type {boolean} */ on) => {
    warned = on;
    summary.textContent = on ? warning : says;
  };
  summary.addEventListener("click", (event) => {
    if (solution.open || section.dataset.state === "done" || warned) return ask(false);
    event.preventDefault();
    ask(true);
    announce(warning);
  });
  summary.addEventListener("blur", () => ask(false));
}
