// What an SQL cell of the reader's own runs on: the data of the lesson's SQL cells
// beside it, and what all cells above it on the same data, the lesson's and the
// reader's own, make of them.
import { isBlock } from "./blocks.js";

/**
 * @typedef {object} Base
 * @property {string} data name of the data set; "" for an empty database
 * @property {HTMLElement[]} above the cells to replay, in order
 */

/** @returns {Base} */
export function baseOf(/** @type {HTMLElement} */ section) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".cell.sql")]);
  const first = all.find((cell) => !isOwn(cell))?.dataset.set ?? "";
  /** The last of the lesson's cells that set no exercise, and the last one of all. @type {HTMLElement | undefined} */
  let explains, last;
  /** The cells that a data set's next cell starts from. @type {Map<string, HTMLElement[]>} */
  const made = new Map();
  for (const cell of all) {
    if (!isOwn(cell)) {
      last = cell;
      if (!cell.closest("[data-exercise]")) explains = cell;
    }
    // An exercise's own data are for a cell right below it.
    const beside = last && blockAbove(cell)?.contains(last) ? last : explains;
    const data = isOwn(cell) ? beside?.dataset.set ?? first : cell.dataset.set ?? "";
    const above = made.get(data) ?? [];
    if (cell === section) return { data, above };
    if (isOwn(cell) || cell.dataset.replayed !== undefined) made.set(data, [...above, cell]);
  }
  return { data: first, above: [] }; // it is not on the page
}

const isOwn = (/** @type {Element} */ cell) => cell.matches(".own");

/** The lesson's block that cells of the reader's own follow. */
function blockAbove(/** @type {HTMLElement} */ cell) {
  let block = cell.previousElementSibling;
  while (block && !isBlock(block)) block = block.previousElementSibling;
  return block;
}
