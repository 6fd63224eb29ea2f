// Who is to build the reader's programs, as far as the page and the reader say.
const key = "abacus-builder";

export class BuilderPreference {
  /** Whether there is a choice. */
  possible;
  #kit;

  /** @param {DOMStringMap} lesson the page's own addresses: kit, of the browser's compiler, and server; either may be missing */
  constructor({ kit, server }) {
    this.possible = Boolean(kit && server);
    this.#kit = kit;
  }

  /** Whether the reader wants the browser to build. */
  get browser() {
    try {
      return Boolean(this.#kit) && localStorage.getItem(key) === "browser";
    } catch {
      return false;
    }
  }

  set browser(/** @type {boolean} */ yes) {
    try {
      if (yes) localStorage.setItem(key, "browser");
      else localStorage.removeItem(key);
    } catch {
      // No storage: it is forgotten.
    }
  }
}
