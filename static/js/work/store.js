// Everything the learner makes, kept in the browser. Each thing has a key of
// its own, so that two tabs at work on different things never meet:
//
//	abacus/<lesson>/<kind>/<name>           a thing
//	abacus/<lesson>/<kind>/<name>/<tab>     another version of it, see texts.js
//
// Kinds: "go" and "sql" are texts (texts.js), "answer" holds what a quiz was
// answered (below), "progress" how far an exercise is (progress.js).
//
// A thing is written in the task of the keystroke that changed it: there is
// nothing to flush when the page goes. What the browser refuses to keep stays
// in memory, is tried again with the next thing, and the learner is told.
//
// For exercises:
//   answer(lesson, exercise)             what setAnswer was given last, or null
//   setAnswer(lesson, exercise, value)   keeps anything that JSON can hold
//   watch(f)                             f({lesson, kind, name}) when another tab changed it

/**
 * @typedef {"go" | "sql" | "answer" | "progress"} Kind
 * @typedef {{lesson: string, kind: Kind, name: string, version?: string}} Item
 */

const prefix = "abacus/";

/** @type {readonly string[]} */
export const kinds = ["go", "sql", "answer", "progress"];

/** This page, among all that write. */
export const tab = Math.random().toString(36).slice(2, 12);
/** Tells the server which page asks, so that those behind one address take turns. */
export const fromPage = { "Abacus-Page": tab };

/** What could not be kept yet, by its key: JSON, or null for what should go. @type {Map<string, string | null>} */
const unsaved = new Map();

/** @type {((item: Item | null) => void)[]} */
const watchers = [];

/** @type {((safe: boolean, full: boolean) => void)[]} */
const worried = [];

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

/**
 * The value of a thing; null when there is none.
 * @returns {any}
 */
export function read(/** @type {Item} */ item) {
  const key = keyOf(item);
  try {
    return JSON.parse(unsaved.get(key) ?? (unsaved.has(key) ? "null" : localStorage.getItem(key) ?? "null"));
  } catch {
    return null; // no storage, or not our data
  }
}

/** @returns {boolean} whether it is safe in the browser's storage */
export function write(/** @type {Item} */ item, /** @type {unknown} */ value) {
  unsaved.set(keyOf(item), JSON.stringify(value));
  return flush();
}

/** @returns {boolean} whether it is gone from the browser's storage */
export function remove(/** @type {Item} */ item) {
  unsaved.set(keyOf(item), null);
  return flush();
}

let safe = true, full = false;

const ask = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();

/** Writes what is not written yet, removals first: they make room. */
function flush() {
  try {
    for (const [key, json] of unsaved) {
      if (json !== null) continue;
      localStorage.removeItem(key);
      unsaved.delete(key);
    }
    for (const [key, json] of unsaved) {
      localStorage.setItem(key, json ?? "");
      unsaved.delete(key);
    }
  } catch (error) {
    full = /** @type {DOMException} */ (error).name === "QuotaExceededError"; // otherwise there is no storage
  }
  const now = [...unsaved.values()].every((json) => json === null);
  if (now !== safe) {
    safe = now;
    if (safe) removeEventListener("beforeunload", ask);
    else addEventListener("beforeunload", ask); // only then: it keeps browsers from coming back quickly
    for (const f of worried) f(safe, full);
  }
  return safe;
}

/** All things, in no order. @returns {Item[]} */
export function items(/** @type {string} */ lesson = "", /** @type {string} */ kind = "") {
  const keys = new Set(unsaved.keys());
  try {
    for (let i = 0; i < localStorage.length; i++) keys.add(localStorage.key(i) ?? "");
  } catch {
    // No storage: what is in memory is all there is.
  }
  /** @type {Item[]} */
  const all = [];
  for (const key of keys) {
    const item = unsaved.get(key) === null ? null : itemOf(key);
    if (item && (!lesson || item.lesson === lesson) && (!kind || item.kind === kind)) all.push(item);
  }
  return all;
}

/**
 * Calls f when another tab has changed a thing; with null when anything may
 * have changed.
 */
export function watch(/** @type {(item: Item | null) => void} */ f) {
  watchers.push(f);
}

/** Calls f when something cannot be kept, with whether the storage is full, and when all of it is kept. */
export function onTrouble(/** @type {(safe: boolean, full: boolean) => void} */ f) {
  worried.push(f);
  if (!safe) f(safe, full);
}

export function answer(/** @type {string} */ lesson, /** @type {string} */ exercise) {
  return read({ lesson, kind: "answer", name: exercise });
}

/** @returns {boolean} whether it is safe in the browser's storage */
export function setAnswer(/** @type {string} */ lesson, /** @type {string} */ exercise, /** @type {unknown} */ value) {
  return write({ lesson, kind: "answer", name: exercise }, value);
}

/** Takes over what earlier versions of this site kept: all edits of a lesson under one key. */
function migrate(/** @type {string} */ key, /** @type {string} */ lesson) {
  for (const [name, edit] of Object.entries(JSON.parse(localStorage.getItem(key) ?? "{}") ?? {})) {
    if (typeof edit?.text !== "string" || typeof edit?.original !== "string") continue;
    /** @type {Item} */
    const item = { lesson, kind: "go", name };
    const kept = read(item);
    const json = JSON.stringify({ text: edit.text, original: edit.original, rev: `${tab}.0` });
    if (!kept) unsaved.set(keyOf(item), json);
    else if (kept.text !== edit.text) unsaved.set(keyOf({ ...item, version: "old" }), json);
  }
  unsaved.set(key, null); // it goes first: both together may not fit
}

try {
  const old = "abacus-edits-";
  for (const key of Object.keys(localStorage)) if (key.startsWith(old)) migrate(key, key.slice(old.length));
} catch {
  // No storage, or not our data: what can be read is taken.
}
if (unsaved.size) flush();

addEventListener("storage", (event) => {
  if (event.key !== null && event.newValue !== null) unsaved.delete(event.key); // theirs is kept; watchers know what to do
  const item = event.key === null ? null : itemOf(event.key);
  if (item || event.key === null) for (const f of watchers) f(item);
  if (unsaved.size && event.newValue === null) flush(); // there may be room now
});
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const f of watchers) f(null); // events did not reach it while it was away
});
addEventListener("pagehide", () => void flush());
