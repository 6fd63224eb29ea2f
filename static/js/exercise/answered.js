// What is told when an exercise has been answered, by whatever checked it: the
// event goes up from there to the exercise, which notes the progress, and to
// the class.

/**
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {{verdict: Verdict | null, typed: import("../wire.js").Typed}} Answered verdict: null where there is no check
 */

export const answered = "answered";

/** Tells those around an element what came of an answer; what the check shows is on the page. */
export function reportAnswer(/** @type {HTMLElement} */ element, /** @type {Answered} */ detail) {
  element.dispatchEvent(new CustomEvent(answered, { bubbles: true, detail }));
}

/** What such an event tells. @returns {Answered} */
export const answerIn = (/** @type {Event} */ event) => /** @type {CustomEvent<Answered>} */ (event).detail;

/**
 * How far an exercise is after a verdict; null: the verdict does not say.
 * @param {Verdict | null} verdict
 * @returns {"tried" | "done" | null}
 */
export function progressAfter(verdict) {
  if (verdict?.state === "passed") return "done";
  // A program that was cut has been tried, whatever cut it.
  return verdict?.state === "notYet" || verdict?.reason === "interrupted" ? "tried" : null;
}
