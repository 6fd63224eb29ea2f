// The languages of the reader's own cells, and the buttons that add one of each.
import { button } from "../page/button.js";

/**
 * @typedef {import("../work/own-cells.js").Language} Language
 * @typedef {[kept: import("./cell.js").Kept, page: import("./cell.js").Page, actions: import("./cell.js").Actions]} Parts what a cell is made from
 */

/** What they are called. @type {Partial<Record<Language, string>>} */
export const names = { go: "Go", sql: "SQL", text: "Text" };

/** What loads the code of a language's cells. @type {Partial<Record<Language, () => Promise<(...is: Parts) => import("./cell.js").Cell>>>} */
export const load = {
  go: () => import("./go.js").then(({ GoCell }) => (...is) => new GoCell(...is)),
  sql: () => import("./sql.js").then(({ SQLCell }) => (...is) => new SQLCell(...is)),
  text: () => import("./text.js").then(({ TextCell }) => (...is) => new TextCell(...is)),
};

/** Buttons that add a cell. @returns {HTMLButtonElement[]} */
export const adders = (/** @type {string} */ where, /** @type {(language: Language) => void} */ add) =>
  Object.entries(names).map(([language, name]) =>
    Object.assign(button(`+ ${name}`, `+ ${name}: add a cell ${where}`, () => add(/** @type {Language} */ (language))), { value: language }));
