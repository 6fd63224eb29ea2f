// What a check that ran in this browser says, as data: it goes on to the
// learner's progress and to the class, and what the page shows is made of it.
// The program is not to be trusted: whatever it says becomes a sound Verdict.
import { maxSaid } from "../wire.js";

/**
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {import("./run/failure.js").Failure} Failure
 */

/** How a program may end without its doing: such an end says nothing about it. @type {Partial<Record<import("./run/failure.js").FailureKind, import("../wire.js").Reason>>} */
const notItsDoing = { timeout: "interrupted", lost: "unavailable", broken: "unavailable", stopped: "unavailable", cell: "unavailable" };

/** A verdict that the answer is not right yet, or is. @returns {Verdict} */
export const judged = (/** @type {boolean} */ passed, /** @type {string} */ said) => ({ state: passed ? "passed" : "notYet", said: clip(said) });

/** Why there is no verdict. @returns {Verdict} */
export const unjudged = (/** @type {import("../wire.js").Reason} */ reason, /** @type {string} */ said) => ({ state: "noVerdict", reason, said: clip(said) });

/** Whether a verdict says anything about the answer: see Conclusive in Go's package wire. */
export const conclusive = (/** @type {Verdict} */ { state, reason }) => state !== "noVerdict" || reason === "broken" || reason === "unanswered";

/**
 * The verdict of a check, or of what ended it.
 * @param {{output: any, failure: Failure | null}} result
 * @param {string} [why] it failed, in words
 * @returns {Verdict}
 */
export function verdictOf({ output, failure }, why = failure?.message ?? "") {
  if (failure) {
    const reason = notItsDoing[failure.kind];
    return reason ? unjudged(reason, why) : judged(false, why);
  }
  const events = Array.isArray(output?.events) ? output.events : [];
  const verdict = events.find((/** @type {any} */ event) => event?.kind === "verdict");
  if (verdict) return judged(verdict.passed === true, text(verdict.text));
  const error = events.find((/** @type {any} */ event) => event?.kind === "error");
  return error ? unjudged("broken", text(error.text)) : unjudged("unanswered", "");
}

const text = (/** @type {unknown} */ v) => (typeof v === "string" ? v : "");

/** What a check said, as far as it is kept: see Clip in Go's package wire. */
function clip(/** @type {string} */ said) {
  const characters = [...said.slice(0, 2 * maxSaid + 2)]; // one takes up to two of UTF-16
  return characters.length <= maxSaid ? said : characters.slice(0, maxSaid - 1).join("") + "…";
}
