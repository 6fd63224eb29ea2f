// Everything the learner makes, kept in the browser. Each thing has a key of
// its own, so that two tabs at work on different things never meet:
//
//	abacus/<lesson>/<kind>/<name>           a thing
//	abacus/<lesson>/<kind>/<name>/<tab>     another version of it, see work/texts.js
//
// Kinds: "go" and "sql" are texts (work/texts.js), "answer" holds what a quiz was
// answered (below), "progress" how far an exercise is (work/progress.js).
//
// A thing is written in the task of the keystroke that changed it: there is
// nothing to flush when the page goes. What the browser refuses to keep stays
// in memory, is tried again with the next thing, and the learner is told.
//
// A page has one Store.

/**
 * @typedef {"go" | "sql" | "answer" | "progress"} Kind
 * @typedef {{lesson: string, kind: Kind, name: string, version?: string}} Item
 */

const prefix = "abacus/";

/** @type {readonly string[]} */
export const kinds = ["go", "sql", "answer", "progress"];

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
  /** This page, among all that write. */
  tab = Math.random().toString(36).slice(2, 12);
  /** What could not be kept yet, by its key: JSON, or null for what should go. @type {Map<string, string | null>} */
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

  /** A name for a writing that no other has: this tab's name and a number. */
  nextRevision() {
    return `${this.tab}.${++this.#writings}`;
  }

  /**
   * The value of a thing; null when there is none.
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

  /** Writes what is not written yet, removals first: they make room. */
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

  /** All things, in no order. @returns {Item[]} */
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
   * Calls f when another tab has changed a thing; with null when anything may
   * have changed.
   */
  watch(/** @type {(item: Item | null) => void} */ f) {
    this.#watchers.push(f);
  }

  /** Calls f when something cannot be kept, with whether the storage is full, and when all of it is kept. */
  onTrouble(/** @type {(safe: boolean, full: boolean) => void} */ f) {
    this.#troubleListeners.push(f);
    if (!this.#safe) f(this.#safe, this.#full);
  }

  /** What setAnswer was given last for an exercise, or null. */
  answer(/** @type {string} */ lesson, /** @type {string} */ exercise) {
    return this.read({ lesson, kind: "answer", name: exercise });
  }

  /** Keeps anything that JSON can hold. @returns {boolean} whether it is safe in the browser's storage */
  setAnswer(/** @type {string} */ lesson, /** @type {string} */ exercise, /** @type {unknown} */ value) {
    return this.write({ lesson, kind: "answer", name: exercise }, value);
  }

  /** Takes over what earlier versions of this site kept: all edits of a lesson under one key. */
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
