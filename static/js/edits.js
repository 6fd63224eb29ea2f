// What the reader has changed in a lesson's Go, for each declaration the new
// text and the lesson's own as it was then; kept through reloads and crashes,
// see texts.js.
import { Texts } from "./texts.js";

export class Edits extends Texts {
  constructor(/** @type {string} */ lesson) {
    super(lesson, "go");
  }

  /** @returns {{declaration: string, text: string}[]} */
  get list() {
    return this.names.map((declaration) => ({ declaration, text: this.get(declaration)?.text ?? "" }));
  }
}
