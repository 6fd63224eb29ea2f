// What the reader has changed in a lesson's Go, for each declaration the new
// text and the lesson's own as it was then; kept through reloads and crashes,
// see texts.js.
import { Texts } from "./texts.js";

export class Edits extends Texts {
  #here = new Set(/** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-source]")]).map((listing) => listing.dataset.source ?? ""));

  constructor(/** @type {string} */ lesson) {
    super(lesson, "go");
  }

  /** Those of the page's listings: what a newer lesson no longer has would not build, and exercises are built apart. */
  get names() {
    return super.names.filter((name) => this.#here.has(name));
  }

  get size() {
    return this.names.length;
  }

  /** @returns {{declaration: string, text: string}[]} */
  get list() {
    return this.names.map((declaration) => ({ declaration, text: this.get(declaration)?.text ?? "" }));
  }
}

/** @type {Map<string, Edits>} */
const shared = new Map();

/** The edits of a lesson: one object for the whole page, so that all parts of it see the same. */
export function editsOf(/** @type {string} */ lesson) {
  const edits = shared.get(lesson) ?? new Edits(lesson);
  shared.set(lesson, edits);
  return edits;
}
