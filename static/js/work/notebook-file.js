// Brings a notebook from a file into a page: its cells become cells of the reader's
// own, which do not run by themselves. Nothing that is there changes.
import { button } from "../page/button.js";
import { read } from "./gonb.js";

/** @typedef {import("./own-cells.js").OwnCells} OwnCells */

const largest = 20e6;

/**
 * @param {File} file
 * @param {OwnCells} ownCells of the page
 * @param {string} after the block that they follow
 * @returns {Promise<{said: string, notes: string[], ids: string[]}>} throws an Error that tells the reader what is wrong
 */
export async function bringIn(file, ownCells, after) {
  if (file.size > largest) throw new Error("This file is too large: a notebook may have 20 MB. Clear its outputs in Jupyter. Nothing was changed.");
  const { cells, notes } = read(await file.text());
  const { ids, problems } = ownCells.addAll(cells.map((cell) => ({ ...cell, after })));
  notes.unshift(...problems);
  const said = ids.length ? `${ids.length} ${ids.length === 1 ? "cell" : "cells"} brought in. Nothing runs before you press Run.` : "No cell was brought in.";
  return { said, notes, ids };
}

/**
 * Shows what has come of it.
 * @param {{said: string, notes: string[]}} done
 * @param {HTMLElement} from where the keyboard goes back to
 * @param {Node[]} more
 */
export function report({ said, notes }, from, ...more) {
  const dialog = document.createElement("dialog");
  dialog.className = "brought";
  const title = Object.assign(document.createElement("h3"), { id: "brought-title", textContent: "Notebook from a file" });
  dialog.setAttribute("aria-labelledby", title.id);
  const summary = document.createElement("p");
  summary.append(said, ...more.flatMap((node) => [" ", node]));
  const list = document.createElement("ul");
  list.append(...notes.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  list.tabIndex = 0; // it may scroll
  list.setAttribute("aria-label", "What differs from the file");
  const close = button("Close", "Close", () => dialog.close());
  dialog.append(title, summary, ...(notes.length ? [list] : []), close);
  dialog.addEventListener("close", () => {
    dialog.remove();
    from.focus({ preventScroll: true }); // the chooser of files had it
  });
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
