// The blocks of a lesson, between which readers put cells of their own. A block is
// named by the last element with an id up to it, and how many blocks later it
// stands: so a cell stays near its place when the lesson changes.

/** Whether an element of a lesson is a block of it, and not for readers' cells. */
export const isBlock = (/** @type {Element} */ element) => !element.matches(".own, .own-gone, .insert, .insert-last");

/** The blocks of a lesson, in order. @returns {HTMLElement[]} */
export function blocks(/** @type {HTMLElement} */ article) {
  return /** @type {HTMLElement[]} */ ([...article.children]).filter(isBlock);
}

/** What cells can follow: the blocks, and cells of the reader's. @returns {HTMLElement[]} */
export function places(/** @type {HTMLElement} */ article) {
  const all = blocks(article);
  return /** @type {HTMLElement[]} */ ([...article.children]).filter((e) => e.matches(".own") || all.includes(e));
}

/** The name of a block. */
export function nameOf(/** @type {HTMLElement} */ article, /** @type {HTMLElement} */ block) {
  const all = blocks(article);
  const at = all.indexOf(block);
  const anchor = all.findLastIndex((e, i) => i <= at && e.id);
  return `${anchor < 0 ? "" : all[anchor].id}+${at - Math.max(anchor, 0)}`;
}

/** The block of a name; the last one if the lesson no longer has it. */
export function blockOf(/** @type {HTMLElement} */ article, /** @type {string} */ name) {
  return blockAmong(blocks(article), name);
}

/** Cells in the order in which they stand on the page. @template {{after: string}} C @returns {C[]} */
export function inOrder(/** @type {HTMLElement} */ article, /** @type {C[]} */ cells) {
  const all = blocks(article);
  const at = new Map(cells.map(({ after }) => [after, all.indexOf(blockAmong(all, after))]));
  return cells.toSorted((a, b) => Number(at.get(a.after)) - Number(at.get(b.after)));
}

function blockAmong(/** @type {HTMLElement[]} */ all, /** @type {string} */ name) {
  const plus = name.lastIndexOf("+");
  const id = name.slice(0, plus);
  const anchor = id ? all.findIndex((e) => e.id === id) : 0;
  return (anchor < 0 ? undefined : all[anchor + Number(name.slice(plus + 1))]) ?? all[all.length - 1];
}
