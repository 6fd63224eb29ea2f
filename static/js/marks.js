// Marks of the learner's progress: on the overview's cards, in the list of
// lessons and in the table of contents. An untouched lesson has none.
import { onProgress, progress } from "./progress.js";

/** @typedef {import("./progress.js").State} State */

/** A lesson in the list of lessons, or its card. @param {HTMLElement} li */
export function mountLesson(li) {
  const words = li.querySelector(".progress");
  const link = /** @type {HTMLElement} */ (li.querySelector("a"));
  const plain = words?.textContent ?? "";
  const look = () => {
    const { done, tried, all, text } = sum([li]);
    if (words) words.textContent = done + tried ? text : plain;
    else mark(link, done === all ? "done" : done + tried ? "tried" : "", text);
  };
  show(look);
}

/** A table of contents: marks its links to exercises. @param {HTMLElement} nav */
export function mountContents(nav) {
  const lesson = document.querySelector("article")?.dataset.lesson ?? "";
  for (const link of nav.querySelectorAll("a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const exercise = /** @type {HTMLElement | null | undefined} */ (target?.closest("[data-exercise]"));
    const first = exercise?.querySelector("h2, h3, h4, h5, h6");
    if (!exercise || (target !== exercise && target !== first)) continue;
    show(() => {
      const state = progress(lesson, exercise.dataset.exercise ?? "");
      mark(link, state, state === "untouched" ? "exercise" : `exercise, ${state}`);
    });
  }
}

/** The whole course, in a line of its own. @param {HTMLElement} line */
export function mountCourse(line) {
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".card[data-exercises]")]);
  const plain = line.textContent;
  show(() => {
    const { done, tried, text } = sum(cards);
    line.textContent = done + tried ? `${plain} ${text}.` : plain;
  });
}

/** Does it now and whenever the progress has changed. */
function show(/** @type {() => void} */ look) {
  look();
  onProgress(look);
}

function sum(/** @type {HTMLElement[]} */ lessons) {
  let done = 0, tried = 0, all = 0;
  for (const { dataset } of lessons) {
    for (const exercise of (dataset.exercises ?? "").split(" ").filter(Boolean)) {
      const state = progress(dataset.lesson ?? "", exercise);
      all++;
      if (state === "done") done++;
      if (state === "tried") tried++;
    }
  }
  const text = `${done} of ${all} exercise${all === 1 ? "" : "s"} done${tried ? `, ${tried} tried` : ""}`;
  return { done, tried, all, text };
}

/** Puts a mark after the text of a link, in words for those who do not see it. */
function mark(/** @type {HTMLElement} */ link, /** @type {State | ""} */ state, /** @type {string} */ words) {
  link.querySelector(".mark")?.remove();
  if (!state) return;
  const bead = document.createElement("span");
  bead.className = `mark ${state}`;
  bead.title = words;
  const text = document.createElement("span");
  text.className = "hidden";
  text.textContent = `, ${words}`;
  bead.append(text);
  link.append(bead);
}
