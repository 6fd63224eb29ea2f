// Lets readers put cells of their own between the blocks of a lesson: with buttons
// that show in the gap under the pointer or a finger, with those below the last
// block, and with Alt-Insert.
import { button } from "../page/button.js";
import { blockOf, blocks, nameOf } from "./blocks.js";
import { mountBringIn } from "./bring-in.js";

/**
 * @typedef {import("../work/own-cells.js").Language} Language
 * @typedef {[kept: import("./cell.js").Kept, page: import("./cell.js").Page, actions: import("./cell.js").Actions]} Parts what a cell is made from
 */

/** What the languages are called. @type {Partial<Record<Language, string>>} */
const names = { go: "Go" };

/** What loads the code of a language's cells. @type {Partial<Record<Language, () => Promise<(...is: Parts) => import("./cell.js").Cell>>>} */
const load = {
  go: () => import("./go.js").then(({ GoCell }) => (...is) => new GoCell(...is)),
};

/** How near a gap the pointer has to be, in pixels. */
const near = 16;

/**
 * @param {HTMLElement} article
 * @param {import("./cell.js").Page} page
 * @returns {{addAll: (cells: import("../program/share-link.js").Cell[]) => void}} addAll adds cells of somebody else's, which do not run yet
 */
export function mountOwnCells(article, page) {
  const { ownCells, announce } = page;
  /** @type {Map<string, import("./cell.js").Cell>} */
  const shown = new Map();
  /** What cells are made of, loaded with the first of a language. @type {Map<Language, (...is: Parts) => import("./cell.js").Cell>} */
  const makers = new Map();

  /** Shows what there is, in order, and nothing else. */
  const show = async () => {
    for (const { language } of ownCells.list) {
      const maker = makers.get(language) ?? await load[language]?.();
      if (maker) makers.set(language, maker);
    }
    const list = ownCells.list.filter(({ language }) => makers.has(language));
    for (const [id, cell] of shown) {
      if (list.some((kept) => kept.id === id)) continue;
      cell.element.remove();
      shown.delete(id);
    }
    /** Where the next cell after a block goes. @type {Map<HTMLElement, HTMLElement>} */
    const last = new Map();
    for (const kept of list) {
      const cell = shown.get(kept.id) ?? make(kept);
      const block = blockOf(article, kept.after);
      const behind = last.get(block) ?? block;
      if (behind.nextElementSibling !== cell.element) behind.after(cell.element); // an editor that is moved loses the focus
      last.set(block, cell.element);
    }
  };

  const make = (/** @type {import("../work/own-cells.js").OwnCell} */ kept) => {
    const maker = /** @type {(...is: Parts) => import("./cell.js").Cell} */ (makers.get(kept.language)); // show has loaded it
    const cell = maker(kept, page, { move: (by) => move(kept.id, by), remove: () => remove(kept.id) });
    shown.set(kept.id, cell);
    return cell;
  };

  /** Adds a cell after a block, or after another cell of the reader's. */
  const add = async (/** @type {Language} */ language, /** @type {HTMLElement} */ behind) => {
    const other = ownCells.list.find(({ id }) => behind.id === `own-${id}`);
    const cell = ownCells.add(language, other?.after ?? nameOf(article, behind), other?.id);
    await show();
    shown.get(cell.id)?.focus();
    announce(`${cell.title} added.`);
  };

  /** Moves a cell past the next cell of the reader's, or the next block. */
  const move = (/** @type {string} */ id, /** @type {number} */ by) => {
    const element = shown.get(id)?.element;
    const list = ownCells.list;
    const here = list.find((cell) => cell.id === id);
    if (!element || !here) return;
    const together = list.filter(({ after }) => after === here.after);
    const at = together.indexOf(here) + by;
    if (together[at]) {
      ownCells.move(id, here.after, by < 0 ? together[at].id : together[at + 1]?.id);
    } else {
      const all = blocks(article);
      const block = all[all.indexOf(blockOf(article, here.after)) + by];
      if (!block) return;
      const after = nameOf(article, block);
      ownCells.move(id, after, by > 0 ? list.find((cell) => cell.after === after)?.id : undefined);
    }
    show();
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  const remove = (/** @type {string} */ id) => {
    const { element } = shown.get(id) ?? {};
    const title = ownCells.list.find((cell) => cell.id === id)?.title;
    const gone = document.createElement("p");
    gone.className = "own-gone";
    const back = ownCells.remove(id);
    const undo = button("Undo", `Undo: put ${title} back`, async () => {
      gone.remove();
      back();
      await show();
      shown.get(id)?.focus();
    });
    gone.append(`${title} is deleted. `, undo);
    element?.before(gone);
    show();
    undo.focus();
  };

  /** What cells can follow: the blocks, and cells of the reader's. */
  const places = () => /** @type {HTMLElement[]} */ ([...article.children]).filter((e) => e.matches(".own") || blocks(article).includes(e));
  /** Buttons that add a cell. */
  const adders = (/** @type {string} */ where, /** @type {() => HTMLElement | null | undefined} */ behind) => Object.entries(names).map(([language, name]) =>
    Object.assign(button(`+ ${name}`, `+ ${name}: add a cell ${where}`, () => {
      const place = behind();
      if (place) add(/** @type {Language} */ (language), place);
    }), { value: language }));

  const gap = document.createElement("div");
  gap.className = "insert";
  gap.hidden = true;
  /** @type {HTMLElement | null} */
  let before = null;
  gap.append(...adders("here", () => before));
  for (const adder of gap.children) /** @type {HTMLElement} */ (adder).tabIndex = -1; // the keyboard has Alt-Insert
  article.append(gap);
  /** Shows the buttons if there is a gap at a height. */
  const offer = (/** @type {number} */ y) => {
    before = places().find((place) => Math.abs(place.getBoundingClientRect().bottom - y) < near && place.offsetHeight > 0) ?? null;
    gap.hidden = !before;
    if (before) gap.style.top = `${before.offsetTop + before.offsetHeight}px`;
  };
  article.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !gap.contains(/** @type {Node} */ (event.target))) offer(event.clientY);
  });
  article.addEventListener("click", (event) => {
    if (event.target === article) offer(event.clientY); // a finger has no other way to point at a gap
  });
  article.addEventListener("pointerleave", () => (gap.hidden = true));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Insert" || !event.altKey) return;
    event.preventDefault();
    addHere("go");
  });
  /** Adds a cell after the block with the keyboard, or the first one in sight. */
  const addHere = (/** @type {Language} */ language) => {
    const all = places();
    const place = all.find((place) => place.contains(document.activeElement)) ?? all.find((place) => place.getBoundingClientRect().bottom > 0) ?? all[0];
    add(language, place);
  };
  const last = Object.assign(document.createElement("p"), { className: "insert-last" });
  last.append("A cell of your own: ", ...adders("at the end", () => places().at(-1)));
  last.querySelector("button")?.setAttribute("aria-keyshortcuts", "Alt+Insert");
  last.addEventListener("add-cell", (event) => addHere(/** @type {Language} */ (/** @type {HTMLButtonElement} */ (event.target).value)));
  article.append(last);
  mountBringIn(article, page, show);
  ownCells.watch(show);
  show();
  return {
    addAll(cells) {
      ownCells.addAll(cells);
      show();
    },
  };
}
