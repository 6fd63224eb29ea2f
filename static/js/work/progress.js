// How far the learner is: each exercise untouched, tried or done. Kept in the
// browser; shown on the overview, in the list of lessons and in the table of
// contents.
//
// For exercises:
//   record(lesson, exercise, "tried" | "done")   done stays done
//   progress(lesson, exercise)                   "untouched" | "tried" | "done"
//   onProgress(f)                                f() when any of it has changed, here or in another tab
import { items, read, watch, write } from "./store.js";

/** @typedef {"untouched" | "tried" | "done"} State */

/** @type {(() => void)[]} */
const listeners = [];

/** What this page recorded as done: another tab may write over it that it was tried. @type {Set<string>} */
const done = new Set();

/**
 * @param {string} lesson
 * @param {string} exercise
 * @param {"tried" | "done"} state
 * @returns {boolean} whether it is safe in the browser's storage
 */
export function record(lesson, exercise, state) {
  if (state === "done") done.add(`${lesson} ${exercise}`);
  const before = progress(lesson, exercise);
  if (before === state || before === "done") return true;
  const safe = write({ lesson, kind: "progress", name: exercise }, { state });
  for (const f of listeners) f();
  return safe;
}

/** @returns {State} */
export function progress(/** @type {string} */ lesson, /** @type {string} */ exercise) {
  const state = read({ lesson, kind: "progress", name: exercise })?.state;
  return state === "tried" || state === "done" ? state : "untouched";
}

export function onProgress(/** @type {() => void} */ f) {
  listeners.push(f);
}

watch((item) => {
  if (item && item.kind !== "progress") return;
  if (item && done.has(`${item.lesson} ${item.name}`) && progress(item.lesson, item.name) === "tried") {
    write({ lesson: item.lesson, kind: "progress", name: item.name }, { state: "done" });
  }
  if (item && progress(item.lesson, item.name) === "untouched") done.delete(`${item.lesson} ${item.name}`); // cleared
  if (!item && !items("", "progress").length) done.clear();
  for (const f of listeners) f();
});
