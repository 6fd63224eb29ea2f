// The reader's statements in the SQL cells of a page; see work/texts.js. A cell
// has no name: its text is saved under a digest of the lesson's statement, and
// found by its position if the lesson's statement has changed.
import { digest } from "../work/digest.js";
import { Texts } from "../work/texts.js";

/** @typedef {{texts: Texts, name: string, at: number}} Query where a cell's text is saved */

export class Queries {
  /** @type {Map<HTMLElement, Query>} */
  #queries;

  /**
   * @param {import("../work/store.js").Store} store
   * @param {string} lesson
   * @param {HTMLElement[]} cells the page's SQL cells, in order
   */
  constructor(store, lesson, cells) {
    const texts = new Texts(store, lesson, "sql");
    const names = nameAll(cells);
    const orphaned = texts.names.filter((name) => !names.includes(name));
    this.#queries = new Map(cells.map((cell, at) => {
      const kept = texts.get(names[at]) ? undefined : orphaned.find((name) => texts.get(name)?.at === at);
      return [cell, { texts, name: kept ?? names[at], at }];
    }));
  }

  /** Where a cell's text is saved. */
  of(/** @type {HTMLElement} */ cell) {
    return /** @type {Query} */ (this.#queries.get(cell));
  }

  /** The names under which the page's cells save their texts. */
  get names() {
    return [...this.#queries.values()].map((query) => query.name);
  }
}

function nameAll(/** @type {HTMLElement[]} */ cells) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return cells.map((cell) => {
    const name = digest(cell.querySelector("textarea")?.dataset.original ?? "");
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before ? `${name}-${before + 1}` : name; // the same statement twice
  });
}
