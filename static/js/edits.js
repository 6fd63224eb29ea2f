// What the reader has changed in a lesson's Go, for each declaration the new
// text and the lesson's own as it was then; kept through reloads and crashes,
// see texts.js.
import { Texts } from "./texts.js";

/** The declarations that the page shows or asks for. */
export function declarations() {
  const shown = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-source], [data-exercise]")]);
  return new Set(shown.map((element) => element.dataset.source ?? element.dataset.exercise ?? ""));
}

export class Edits extends Texts {
  #here = declarations();

  constructor(/** @type {string} */ lesson) {
    super(lesson, "go");
  }

  /** Edits of what a newer version of the lesson no longer has would not build: they are kept and left out. */
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
