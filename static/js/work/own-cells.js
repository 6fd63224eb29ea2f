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
  #inOrder;
  /** @type {import("./store.js").Item} */
  #item;
  /** The texts, by id. */
  texts;

  /**
   * @param {import("./store.js").Store} store
   * @param {string} lesson
   * @param {(cells: OwnCell[]) => OwnCell[]} inOrder sorts them as their blocks stand on the page, if the page is at hand
   */
  constructor(store, lesson, inOrder = (cells) => cells) {
    this.#store = store;
    this.#inOrder = inOrder;
    this.#item = { lesson, kind: "layout", name: "cells" };
    this.texts = new Texts(store, lesson, "cell");
  }

  /** All cells, in order. @returns {OwnCell[]} */
  get list() {
    const kept = this.#store.read(this.#item)?.cells;
    return Array.isArray(kept) ? this.#inOrder(kept.filter(isCell).map(whole)) : [];
  }

  /** The cells for a link or a download. */
  get shared() {
    return this.list.map(({ id, language, title, after }) => ({ language, title, after, text: this.texts.get(id)?.text ?? "" }));
  }

  /** Keeps these cells. The result is whether they are safe in the browser's storage. */
  #put(/** @type {OwnCell[]} */ cells) {
    if (cells.length) return this.#store.write(this.#item, { cells });
    this.#store.remove(this.#item);
    return true;
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
   * Adds as many cells as the page has room for; without a title they get one.
   * The result says in words which are not taken, or not safe in the browser's storage.
   * @param {{language: Language, title: string, after: string, text: string}[]} cells
   */
  addAll(cells) {
    let safe = true;
    const taken = cells.slice(0, this.room);
    const ids = taken.map(({ language, title, after, text }) => {
      const { id } = this.add(language, after);
      if (title) this.change(id, { title });
      safe = this.texts.set(id, text, "") && safe;
      return id;
    });
    const left = cells.length - taken.length;
    const problems = [];
    if (!safe) problems.push("The browser's storage is full: the cells last only as long as this page.");
    if (left) problems.push(`The last ${left} ${left === 1 ? "cell is" : "cells are"} not taken: the page has no room for more.`);
    return { ids, problems };
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

  /**
   * Adds cells, with their ids, that are not here yet.
   * @param {unknown} packed
   * @returns {{skipped: number, safe: boolean}} skipped: no cells, or more than the page has room for
   */
  place(packed) {
    if (!Array.isArray(packed)) return { skipped: 1, safe: true };
    const here = this.list;
    const known = new Set(here.map(({ id }) => id));
    const cells = packed.filter(isCell);
    const fresh = [...new Map(cells.filter(({ id }) => !known.has(id)).map((cell) => [cell.id, whole(cell)])).values()];
    const fit = fresh.slice(0, this.room);
    return { skipped: packed.length - cells.length + fresh.length - fit.length, safe: this.#put([...here, ...fit]) };
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
