// What the reader has changed in a lesson, kept in the browser through
// reloads and crashes: for each declaration the new text, and the lesson's own
// as it was then.

/** @typedef {{text: string, original: string}} Edit */

export class Edits {
  /** @type {Map<string, Edit>} */
  #edits = new Map();
  #key;

  constructor(/** @type {string} */ lesson) {
    this.#key = `abacus-edits-${lesson}`;
    try {
      for (const [declaration, edit] of Object.entries(JSON.parse(localStorage.getItem(this.#key) ?? "{}"))) {
        if (typeof edit?.text === "string" && typeof edit?.original === "string") this.#edits.set(declaration, edit);
      }
    } catch {
      // No storage, or not our data: the page starts without edits.
    }
  }

  get size() {
    return this.#edits.size;
  }

  /** @returns {{declaration: string, text: string}[]} */
  get list() {
    return [...this.#edits].map(([declaration, { text }]) => ({ declaration, text }));
  }

  get(/** @type {string} */ declaration) {
    return this.#edits.get(declaration);
  }

  /**
   * Keeps a text; the lesson's own is no edit.
   * @returns {boolean} whether it is safe in the browser's storage
   */
  set(/** @type {string} */ declaration, /** @type {string} */ text, /** @type {string} */ original) {
    if (text === original) this.#edits.delete(declaration);
    else this.#edits.set(declaration, { text, original: this.#edits.get(declaration)?.original ?? original });
    return this.#save();
  }

  clear() {
    this.#edits.clear();
    return this.#save();
  }

  #save() {
    try {
      if (this.#edits.size) localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#edits)));
      else localStorage.removeItem(this.#key);
      return true;
    } catch {
      return false;
    }
  }
}
