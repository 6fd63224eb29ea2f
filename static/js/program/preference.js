// Where the reader wants programs built, and where the page allows it.
const key = "abacus-builder";

export class BuilderPreference {
  /** Whether there is a choice. */
  possible;
  #kit;

  /** @param {DOMStringMap} lesson base addresses: kit, of the browser's compiler, and server; either may be missing */
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
