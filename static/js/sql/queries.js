// What the reader has written in the SQL cells of a page, see texts.js. A cell
// has no name of its own: its text is kept under a digest of the lesson's, and
// found again by its place when the lesson's has changed.
import { digest } from "../work/digest.js";
import { Texts } from "../work/texts.js";

/** @typedef {{texts: Texts, name: string, at: number}} Query */

/** @type {Map<HTMLElement, Query> | null} */
let queries = null;

function all(/** @type {string} */ lesson) {
  return queries ??= placeAll(/** @type {HTMLElement[]} */ ([...document.querySelectorAll(".cell[data-sql]")]), lesson);
}

/**
 * Where an SQL cell's text is kept.
 * @param {HTMLElement} section
 * @returns {Query}
 */
export function queryOf(section) {
  return /** @type {Query} */ (all(section.closest("article")?.dataset.lesson ?? "").get(section));
}

/** The names under which texts of the page's cells are kept. */
export function queryNames(/** @type {string} */ lesson) {
  return [...all(lesson).values()].map((query) => query.name);
}

function placeAll(/** @type {HTMLElement[]} */ sections, /** @type {string} */ lesson) {
  const texts = new Texts(lesson, "sql");
  /** @type {Map<string, number>} */
  const seen = new Map();
  const names = sections.map((section) => {
    const name = digest(section.querySelector("textarea")?.dataset.original ?? "");
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before ? `${name}-${before + 1}` : name; // the same statement twice
  });
  const stray = texts.names.filter((name) => !names.includes(name));
  return new Map(sections.map((section, at) => {
    const kept = texts.get(names[at]) ? undefined : stray.find((name) => texts.get(name)?.at === at);
    return [section, { texts, name: kept ?? names[at], at }];
  }));
}
