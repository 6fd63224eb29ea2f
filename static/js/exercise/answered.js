// The event fired when an answer to an exercise has been checked. It bubbles to
// the exercise, which records the progress, and to the class.

/**
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {{verdict: Verdict | null, typed: import("../wire.js").Typed}} Answered verdict: null if there is no check
 */

export const answered = "answered";

/** Fires the event on an element; what the check shows is already on the page. */
export function reportAnswer(/** @type {HTMLElement} */ element, /** @type {Answered} */ detail) {
  element.dispatchEvent(new CustomEvent(answered, { bubbles: true, detail }));
}

/** The details of such an event. @returns {Answered} */
export const answerIn = (/** @type {Event} */ event) => /** @type {CustomEvent<Answered>} */ (event).detail;

/**
 * The progress of an exercise after a verdict; null if the verdict does not change it.
 * @param {Verdict | null} verdict
 * @returns {"tried" | "done" | null}
 */
export function progressAfter(verdict) {
  if (verdict?.state === "passed") return "done";
  // An interrupted program counts as tried, whatever interrupted it.
  return verdict?.state === "notYet" || verdict?.reason === "interrupted" ? "tried" : null;
}
