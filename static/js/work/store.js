// Everything the learner creates, saved in the browser. Each item has its own
// key, so that two tabs that change different items never conflict:
//
//	abacus/<lesson>/<kind>/<name>           a thing
//	abacus/<lesson>/<kind>/<name>/<tab>     another version of it, see work/texts.js
//
// Kinds: "go", "sql" and "cell" (of the reader's own) are texts (work/texts.js), "answer" holds what a quiz was
// answered (below), "progress" how far an exercise is (work/progress.js).
//
// An item is written in the task of the keystroke that changed it, so there is
// nothing to flush when the page closes. What the browser refuses to store stays
// in memory and is retried with the next write, and the learner is told.
//
// A page has one Store.

/**
 * @typedef {"go" | "sql" | "cell" | "layout" | "answer" | "progress"} Kind
 * @typedef {{lesson: string, kind: Kind, name: string, version?: string}} Item
 */

const prefix = "abacus/";

/** @type {readonly string[]} */
export const kinds = ["go", "sql", "cell", "layout", "answer", "progress"];

function keyOf(/** @type {Item} */ { lesson, kind, name, version }) {
  return prefix + [lesson, kind, name, ...(version ? [version] : [])].map(encodeURIComponent).join("/");
}

/** @returns {Item | null} */
function itemOf(/** @type {string} */ key) {
  if (!key.startsWith(prefix)) return null;
  try {
    const [lesson, kind, name, version] = key.slice(prefix.length).split("/").map(decodeURIComponent);
    return kinds.includes(kind) && name ? { lesson, kind: /** @type {Kind} */ (kind), name, version } : null;
  } catch {
    return null; // not a key of ours
  }
}

const ask = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();

export class Store {
  /** A random id of this page among all tabs. */
  tab = Math.random().toString(36).slice(2, 12);
  /** Pending writes by key: JSON, or null for a removal. @type {Map<string, string | null>} */
  #unsaved = new Map();
  /** @type {((item: Item | null) => void)[]} */
  #watchers = [];
  /** @type {((safe: boolean, full: boolean) => void)[]} */
  #troubleListeners = [];
  #safe = true;
  #full = false;
  #writings = 0;

  constructor() {
    this.#migrate();
    addEventListener("storage", (event) => {
      if (event.key !== null && event.newValue !== null) this.#unsaved.delete(event.key); // theirs is kept; watchers know what to do
      const item = event.key === null ? null : itemOf(event.key);
      if (item || event.key === null) for (const f of this.#watchers) f(item);
      if (this.#unsaved.size && event.newValue === null) this.#flush(); // there may be room now
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) for (const f of this.#watchers) f(null); // events did not reach it while it was away
    });
    addEventListener("pagehide", () => void this.#flush());
  }

  /** A unique name for a write: this tab's id and a number. */
  nextRevision() {
    return `${this.tab}.${++this.#writings}`;
  }

  /**
   * The value of an item; null if there is none.
   * @returns {any}
   */
  read(/** @type {Item} */ item) {
    const key = keyOf(item);
    try {
      return JSON.parse(this.#unsaved.get(key) ?? (this.#unsaved.has(key) ? "null" : localStorage.getItem(key) ?? "null"));
    } catch {
      return null; // no storage, or not our data
    }
  }

  /** @returns {boolean} whether it is safe in the browser's storage */
  write(/** @type {Item} */ item, /** @type {unknown} */ value) {
    this.#unsaved.set(keyOf(item), JSON.stringify(value));
    return this.#flush();
  }

  /** @returns {boolean} whether it is gone from the browser's storage */
  remove(/** @type {Item} */ item) {
    this.#unsaved.set(keyOf(item), null);
    return this.#flush();
  }

  /** Performs pending writes, removals first: they free space. */
  #flush() {
    try {
      for (const [key, json] of this.#unsaved) {
        if (json !== null) continue;
        localStorage.removeItem(key);
        this.#unsaved.delete(key);
      }
      for (const [key, json] of this.#unsaved) {
        localStorage.setItem(key, json ?? "");
        this.#unsaved.delete(key);
      }
    } catch (error) {
      this.#full = /** @type {DOMException} */ (error).name === "QuotaExceededError"; // otherwise there is no storage
    }
    const now = [...this.#unsaved.values()].every((json) => json === null);
    if (now !== this.#safe) {
      this.#safe = now;
      if (now) removeEventListener("beforeunload", ask);
      else addEventListener("beforeunload", ask); // only then: it keeps browsers from coming back quickly
      for (const f of this.#troubleListeners) f(now, this.#full);
    }
    return this.#safe;
  }

  /** All items, in no particular order. @returns {Item[]} */
  items(/** @type {string} */ lesson = "", /** @type {string} */ kind = "") {
    const keys = new Set(this.#unsaved.keys());
    try {
      for (let i = 0; i < localStorage.length; i++) keys.add(localStorage.key(i) ?? "");
    } catch {
      // No storage: what is in memory is all there is.
    }
    /** @type {Item[]} */
    const all = [];
    for (const key of keys) {
      const item = this.#unsaved.get(key) === null ? null : itemOf(key);
      if (item && (!lesson || item.lesson === lesson) && (!kind || item.kind === kind)) all.push(item);
    }
    return all;
  }

  /**
   * Calls f with the item that another tab has changed; with null if anything may
   * have changed.
   */
  watch(/** @type {(item: Item | null) => void} */ f) {
    this.#watchers.push(f);
  }

  /** Calls f when something cannot be saved, with whether the storage is full, and once everything is saved. */
  onTrouble(/** @type {(safe: boolean, full: boolean) => void} */ f) {
    this.#troubleListeners.push(f);
    if (!this.#safe) f(this.#safe, this.#full);
  }

  /** The saved answer to an exercise, or null. */
  answer(/** @type {string} */ lesson, /** @type {string} */ exercise) {
    return this.read({ lesson, kind: "answer", name: exercise });
  }

  /** Saves an answer, which can be any JSON value. @returns {boolean} whether it is safe in the browser's storage */
  setAnswer(/** @type {string} */ lesson, /** @type {string} */ exercise, /** @type {unknown} */ value) {
    return this.write({ lesson, kind: "answer", name: exercise }, value);
  }

  /** Imports data from earlier versions of this site: all edits of a lesson under one key. */
  #migrate() {
    const old = "abacus-edits-";
    try {
      for (const key of Object.keys(localStorage)) if (key.startsWith(old)) this.#migrateLesson(key, key.slice(old.length));
    } catch {
      // No storage, or not our data: what can be read is taken.
    }
    if (this.#unsaved.size) this.#flush();
  }

  #migrateLesson(/** @type {string} */ key, /** @type {string} */ lesson) {
    for (const [name, edit] of Object.entries(JSON.parse(localStorage.getItem(key) ?? "{}") ?? {})) {
      if (typeof edit?.text !== "string" || typeof edit?.original !== "string") continue;
      /** @type {Item} */
      const item = { lesson, kind: "go", name };
      const kept = this.read(item);
      const json = JSON.stringify({ text: edit.text, original: edit.original, rev: `${this.tab}.0` });
      if (!kept) this.#unsaved.set(keyOf(item), json);
      else if (kept.text !== edit.text) this.#unsaved.set(keyOf({ ...item, version: "old" }), json);
    }
    this.#unsaved.set(key, null); // it goes first: both together may not fit
  }
}
