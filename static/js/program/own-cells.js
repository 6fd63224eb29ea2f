// Lets readers put cells of their own between the blocks of a lesson: with a button
// that shows in the gap under the pointer, and with Alt-Insert.
import { button } from "../page/button.js";
import { blockOf, blocks, nameOf } from "./blocks.js";

/** How near a gap the pointer has to be, in pixels. */
const near = 16;

/**
 * @param {HTMLElement} article
 * @param {import("./own-cell.js").Page} page
 * @returns {{addAll: (cells: import("./share-link.js").Cell[]) => void}} addAll adds cells of somebody else's, which do not run yet
 */
export function mountOwnCells(article, page) {
  const { ownCells, announce } = page;
  /** @type {Map<string, import("./own-cell.js").GoCell>} */
  const shown = new Map();
  /** What cells are made of: loaded with the first. @type {typeof import("./own-cell.js") | null} */
  let parts = null;

  /** Shows what there is, in order, and nothing else. */
  const show = async () => {
    if (ownCells.list.length) parts ??= await import("./own-cell.js");
    const list = ownCells.list;
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
    const { GoCell } = /** @type {typeof import("./own-cell.js")} */ (parts); // show has loaded it
    const cell = new GoCell(kept, page, {
      add: () => add(kept.id), move: (by) => move(kept.id, by), remove: () => remove(kept.id),
    });
    shown.set(kept.id, cell);
    return cell;
  };

  /** Adds a cell after a block, or after another cell of the reader's. */
  const add = async (/** @type {string | HTMLElement} */ behind) => {
    const cell = typeof behind === "string"
      ? ownCells.add(ownCells.list.find(({ id }) => id === behind)?.after ?? "", behind)
      : ownCells.add(nameOf(article, behind));
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

  const gap = document.createElement("div");
  gap.className = "insert";
  gap.hidden = true;
  /** @type {HTMLElement | null} */
  let before = null;
  gap.append(Object.assign(button("+ Go", "+ Go: add a cell here", () => before && add(before)), { tabIndex: -1 })); // the keyboard has Alt-Insert
  article.append(gap);
  article.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch" || gap.contains(/** @type {Node} */ (event.target))) return;
    before = blocks(article).find((block) => Math.abs(block.getBoundingClientRect().bottom - event.clientY) < near && block.offsetHeight > 0) ?? null;
    gap.hidden = !before;
    if (before) gap.style.top = `${before.offsetTop + before.offsetHeight}px`;
  });
  article.addEventListener("pointerleave", () => (gap.hidden = true));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Insert" || !event.altKey) return;
    event.preventDefault();
    addHere();
  });
  /** Adds a cell after the block with the keyboard, or the first one in sight. */
  const addHere = () => {
    const focused = document.activeElement;
    const own = /** @type {HTMLElement | null | undefined} */ (focused?.closest(".own"));
    if (own) return add(own.id.slice("own-".length));
    const all = blocks(article);
    add(all.find((block) => block.contains(focused)) ?? all.find((block) => block.getBoundingClientRect().bottom > 0) ?? all[0]);
  };
  article.addEventListener("add-cell", addHere);

  if (article.dataset.cells !== undefined) { // there is little else: the way in is always in sight
    const last = Object.assign(document.createElement("p"), { className: "insert-last" });
    last.append(button("+ Go", "+ Go: add a cell", () => {
      const after = blocks(article).at(-1);
      if (after) add(after);
    }));
    article.append(last);
  }
  ownCells.watch(show);
  show();
  return {
    addAll(cells) {
      for (const { title, after, text } of cells) {
        const { id } = ownCells.add(after);
        ownCells.change(id, { title });
        ownCells.texts.set(id, text, "");
      }
      show();
    },
  };
}
