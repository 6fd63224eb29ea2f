// Marks of the learner's progress: on the overview's cards, in the list of
// lessons and in the table of contents. An untouched lesson has none.

/**
 * @typedef {import("./progress.js").State} State
 * @typedef {{progress: import("./progress.js").Progress}} Page
 */

/** A lesson in the list of lessons. @param {HTMLElement} li @param {Page} page */
export function mountLesson(li, { progress }) {
  const link = /** @type {HTMLElement} */ (li.querySelector("a"));
  show(progress, () => {
    const { done, tried, all, text } = sum([li], progress);
    mark(link, done + tried === 0 ? "" : done === all ? "done" : "tried", text);
  });
}

/** A lesson's card: says it in a line. @param {HTMLElement} card @param {Page} page */
export function mountCard(card, { progress }) {
  const line = /** @type {HTMLElement} */ (card.querySelector(".meta"));
  const plain = line.textContent?.trim();
  show(progress, () => {
    const { done, tried, all, text } = sum([card], progress);
    if (all) line.textContent = `${plain} · ${done + tried ? text : several(all)}`;
    mark(line, done + tried === 0 ? "" : done === all ? "done" : "tried", "");
  });
}

/** A table of contents: marks its links to exercises. @param {HTMLElement} nav @param {Page} page */
export function mountContents(nav, { progress }) {
  const lesson = document.querySelector("article")?.dataset.lesson ?? "";
  for (const link of nav.querySelectorAll("a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    const exercise = /** @type {HTMLElement | null | undefined} */ (target?.closest("[data-exercise]"));
    const first = exercise?.querySelector("h2, h3, h4, h5, h6");
    if (!exercise || (target !== exercise && target !== first)) continue;
    show(progress, () => {
      const state = progress.of(lesson, exercise.dataset.exercise ?? "");
      mark(link, state, state === "untouched" ? "exercise" : `exercise, ${state}`);
    });
  }
}

/** The whole course, in a line of its own. @param {HTMLElement} line @param {Page} page */
export function mountCourse(line, { progress }) {
  const cards = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".card[data-exercises]")]);
  const plain = line.textContent;
  show(progress, () => {
    const { done, tried, text } = sum(cards, progress);
    line.textContent = done + tried ? `${plain} ${text}.` : plain;
  });
}

/** Does it now and whenever the progress has changed. */
function show(/** @type {Page["progress"]} */ progress, /** @type {() => void} */ look) {
  look();
  progress.onChange(look);
}

function sum(/** @type {HTMLElement[]} */ lessons, /** @type {Page["progress"]} */ progress) {
  let done = 0, tried = 0, all = 0;
  for (const { dataset } of lessons) {
    for (const exercise of (dataset.exercises ?? "").split(" ").filter(Boolean)) {
      const state = progress.of(dataset.lesson ?? "", exercise);
      all++;
      if (state === "done") done++;
      if (state === "tried") tried++;
    }
  }
  const text = `${done} of ${several(all)} done${tried ? `, ${tried} tried` : ""}`;
  return { done, tried, all, text };
}

function several(/** @type {number} */ n) {
  return n === 1 ? "1 exercise" : `${n} exercises`;
}

/** Puts a mark after a text, with words for those who do not see it. */
function mark(/** @type {HTMLElement} */ line, /** @type {State | ""} */ state, /** @type {string} */ words) {
  line.querySelector(".mark")?.remove();
  if (!state) return;
  const bead = document.createElement("span");
  bead.className = `mark ${state}`;
  if (words) {
    bead.title = words;
    bead.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: `, ${words}` }));
  }
  line.append(bead);
}
