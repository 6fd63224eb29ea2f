// The cells that a reader has put between the blocks of a page: their texts, each of
// which is kept like an edit, and in what order they stand where.
import { Texts } from "./texts.js";

/**
 * @typedef {"go" | "sql" | "text"} Language what a cell is written in; text is Markdown
 *
 * @typedef {object} OwnCell
 * @property {string} id letters and digits
 * @property {Language} language
 * @property {string} title
 * @property {string} after the block that it follows, see ../own/blocks.js
 * @property {boolean} folded
 */

/** @type {unknown[]} */
const languages = ["go", "sql", "text"];

/** @returns {language is Language} */
export const isLanguage = (/** @type {unknown} */ language) => languages.includes(language);

/** How many cells a page may have. */
const most = 200;

const title = (/** @type {number} */ n) => `Cell ${n}`;

export class OwnCells {
  #store;
  /** @type {import("./store.js").Item} */
  #item;
  /** The texts, by id. */
  texts;

  /**
   * @param {import("./store.js").Store} store
   * @param {string} lesson
   */
  constructor(store, lesson) {
    this.#store = store;
    this.#item = { lesson, kind: "layout", name: "cells" };
    this.texts = new Texts(store, lesson, "cell");
  }

  /** All cells, in order. @returns {OwnCell[]} */
  get list() {
    const kept = this.#store.read(this.#item)?.cells;
    return Array.isArray(kept) ? kept.filter(isCell).map(whole) : [];
  }

  /** The cells for a link or a download. */
  get shared() {
    return this.list.map(({ id, language, title, after }) => ({ language, title, after, text: this.texts.get(id)?.text ?? "" }));
  }

  #put(/** @type {OwnCell[]} */ cells) {
    if (cells.length) this.#store.write(this.#item, { cells });
    else this.#store.remove(this.#item);
  }

  /**
   * Adds a cell after a block, or after another cell.
   * @param {Language} language
   * @param {string} after
   * @param {string} [behind] id of the other cell
   * @returns {OwnCell}
   */
  add(language, after, behind) {
    const cells = this.list;
    const taken = new Set(cells.map((cell) => cell.title));
    let n = 1;
    while (taken.has(title(n))) n++;
    const cell = { language, id: Math.random().toString(36).slice(2, 8), title: title(n), after, folded: false };
    const at = behind === undefined ? cells.findLastIndex((other) => other.after === after) : cells.findIndex(({ id }) => id === behind);
    cells.splice(at < 0 ? cells.length : at + 1, 0, cell);
    this.#put(cells);
    return cell;
  }

  /** How many more cells the page may have. */
  get room() {
    return Math.max(0, most - this.list.length);
  }

  /**
   * Adds cells; without a title they get one. The result is whether they are safe in
   * the browser's storage.
   * @param {{language: Language, title: string, after: string, text: string}[]} cells
   */
  addAll(cells) {
    let safe = true;
    const ids = cells.map(({ language, title, after, text }) => {
      const { id } = this.add(language, after);
      if (title) this.change(id, { title });
      safe = this.texts.set(id, text, "") && safe;
      return id;
    });
    return { ids, safe };
  }

  /** Changes a cell. */
  change(/** @type {string} */ id, /** @type {Partial<OwnCell>} */ changes) {
    this.#put(this.list.map((cell) => (cell.id === id ? { ...cell, ...changes } : cell)));
  }

  /** Puts a cell elsewhere: after a block, and before another cell or last. */
  move(/** @type {string} */ id, /** @type {string} */ after, /** @type {string | undefined} */ before = undefined) {
    const cells = this.list;
    const moved = cells.find((cell) => cell.id === id);
    if (!moved) return;
    const rest = cells.filter((cell) => cell !== moved);
    const at = rest.findIndex((cell) => cell.id === before);
    rest.splice(at < 0 ? rest.length : at, 0, { ...moved, after });
    this.#put(rest);
  }

  /** Adds cells, with their ids, that are not here yet; false if these are no cells. */
  place(/** @type {unknown} */ packed) {
    if (!Array.isArray(packed) || packed.length > most || !packed.every(isCell)) return false;
    const here = this.list;
    const known = new Set(here.map(({ id }) => id));
    this.#put([...here, ...packed.filter(({ id }) => !known.has(id)).map(whole)]);
    return true;
  }

  /** Removes a cell. The result puts it back. @returns {() => void} */
  remove(/** @type {string} */ id) {
    const cells = this.list;
    const at = cells.findIndex((cell) => cell.id === id);
    const text = this.texts.get(id)?.text ?? "";
    this.#put(cells.filter((cell) => cell.id !== id));
    this.texts.renew(id, "", "");
    return () => this.putBack(cells[at], at, text);
  }

  /** Puts a cell that was removed, here or in another tab, back at its place. */
  putBack(/** @type {OwnCell} */ cell, /** @type {number} */ at, /** @type {string} */ text) {
    const now = this.list;
    if (now.some(({ id }) => id === cell.id)) return; // another tab was quicker
    now.splice(Math.min(at, now.length), 0, cell);
    this.#put(now);
    this.texts.set(cell.id, text, "");
  }

  /** Calls f when another tab has changed what there is. */
  watch(/** @type {() => void} */ f) {
    this.#store.watch((item) => (!item || (item.kind === "layout" && item.lesson === this.#item.lesson)) && f());
  }
}

/** What a kept cell says, and no more. The first cells said no language: they are Go. @returns {OwnCell} */
const whole = (/** @type {OwnCell} */ { id, language, title, after, folded }) => ({ id, language: language ?? "go", title, after, folded: folded === true });

/** @returns {cell is OwnCell} */
function isCell(/** @type {any} */ cell) {
  return typeof cell?.id === "string" && /^\w{1,20}$/.test(cell.id) && typeof cell.title === "string" && cell.title.length <= 60
    && isLanguage(cell.language ?? "go") && typeof cell.after === "string";
}
