// The reader's edits of a lesson's Go: for each declaration the new text and the
// lesson's own at the time. They survive reloads and crashes; see texts.js.
import { Texts } from "./texts.js";

/** @typedef {"lesson" | "exercise" | "example"} Kind of what an edit replaces */

export class Edits extends Texts {
  #listings;

  /**
   * @param {import("./store.js").Store} store
   * @param {string} lesson
   * @param {Map<string, Kind>} listings those of the page, by what they declare: an edit of what a newer lesson no longer has
   *   would not build
   */
  constructor(store, lesson, listings) {
    super(store, lesson, "go");
    this.lesson = lesson;
    this.#listings = listings;
  }

  get names() {
    return super.names.filter((name) => this.#listings.has(name));
  }

  get size() {
    return this.names.length;
  }

  /** @returns {import("../wire.js").Edit[]} */
  get list() {
    return this.names.map((declaration) => {
      const text = this.get(declaration)?.text ?? "";
      return this.#listings.get(declaration) === "example" ? { declaration, text, cell: true } : { declaration, text };
    });
  }

  /** The edits of one kind. */
  of(/** @type {Kind} */ kind) {
    return this.list.filter(({ declaration }) => this.#listings.get(declaration) === kind);
  }
}
