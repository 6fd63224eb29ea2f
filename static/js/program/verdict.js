// The verdict of a check that ran in this browser, as data for the page, the
// learner's progress and the class. The program is untrusted: whatever it reports
// becomes a valid Verdict.
import { maxSaid } from "../wire.js";

/**
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {import("./run/failure.js").Failure} Failure
 */

/** Failures that are not the program's fault and therefore say nothing about it. @type {Partial<Record<import("./run/failure.js").FailureKind, import("../wire.js").Reason>>} */
const notItsDoing = { timeout: "interrupted", lost: "unavailable", broken: "unavailable", stopped: "unavailable", cell: "unavailable" };

/** A verdict on an answer: right, or not yet. @returns {Verdict} */
export const judged = (/** @type {boolean} */ passed, /** @type {string} */ said) => ({ state: passed ? "passed" : "notYet", said: clip(said) });

/** No verdict, and why. @returns {Verdict} */
export const unjudged = (/** @type {import("../wire.js").Reason} */ reason, /** @type {string} */ said) => ({ state: "noVerdict", reason, said: clip(said) });

/** Reports whether a verdict says anything about the answer; see Conclusive in Go's package wire. */
export const conclusive = (/** @type {Verdict} */ { state, reason }) => state !== "noVerdict" || reason === "broken" || reason === "unanswered";

/**
 * The verdict of a check, or of the failure that ended it.
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

/** What a check said, truncated as by Clip in Go's package wire. */
function clip(/** @type {string} */ said) {
  const characters = [...said.slice(0, 2 * maxSaid + 2)]; // a character takes up to two UTF-16 units
  return characters.length <= maxSaid ? said : characters.slice(0, maxSaid - 1).join("") + "…";
}
