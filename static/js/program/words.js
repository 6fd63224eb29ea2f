// Sentences that several parts of the page say.
import { Unreachable } from "../api/http.js";

/** @typedef {import("../page/site.js").Site} Site */

/** What to say when the site cannot be reached, to somebody who has written something. */
export const savedThough = (/** @type {Site} */ { away }) => `${away} What you wrote is saved; try again later.`;

/** What to say of an error, to somebody who has written something. */
export const inWords = (/** @type {unknown} */ error, /** @type {Site} */ site) =>
  error instanceof Unreachable ? savedThough(site) : String(/** @type {Error} */ (error).message);

/** That a text does not compile; marked is the number of its marked lines, where the place that they are in. */
export const doesNotCompile = (/** @type {number} */ marked, where = "") =>
  marked ? `It does not compile yet: see the marked ${marked === 1 ? "line" : "lines"}${where}.` : "It does not compile yet:";
