// Run and move on: where the focus goes after Shift-Enter.

/** What asks an element of the page to be edited, with the keyboard in it. */
export const editHere = "edit-here";

/**
 * Moves the keyboard to the next listing or SQL cell that can be edited. After
 * the last one it stays.
 * @param {HTMLElement} here a listing or a cell
 */
export function goOn(here) {
  const all = [...document.querySelectorAll(".listing[data-source], .cell.sql")];
  const next = all.find((e) => here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && e.checkVisibility());
  next?.dispatchEvent(new Event(editHere));
}
