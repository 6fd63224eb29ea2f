// The keys of Jupyter, for those who have them in their hands. They work while a cell
// itself has the focus: Escape in its editor gives it that, Enter goes back.

/**
 * @typedef {object} Selectable what the keys do to the cell of an id
 * @property {(id: string) => void} select
 * @property {(id: string, by: number) => boolean} selectNext false if there is none
 * @property {(id: string) => void} edit
 * @property {(id: string) => void} run
 * @property {(id: string, by: -1 | 1) => void} addBeside
 * @property {(id: string) => void} remove
 * @property {(id: string, language: import("./languages.js").Language) => void} turnInto
 */

/** @param {HTMLElement} article @param {Selectable} cells */
export function mountKeys(article, cells) {
  /** The editor that the focus came from. @type {Element | null} */
  let left = null;
  let again = ""; // the cell on which D was the last key: twice deletes it

  /** @returns {boolean} whether the key does something */
  const press = (/** @type {KeyboardEvent} */ event, /** @type {HTMLElement} */ element) => {
    const id = element.id.replace(/^own-/, "");
    const twice = again === id;
    again = "";
    const { altKey, ctrlKey, key, metaKey, shiftKey } = event;
    if (key === "Enter" && !altKey) {
      if (ctrlKey || metaKey || shiftKey) cells.run(id);
      else cells.edit(id);
      if (shiftKey) cells.selectNext(id, 1);
      return true;
    }
    if (altKey || ctrlKey || metaKey || shiftKey) return false;
    if (key === "Tab") return goOn();
    /** @type {Record<string, () => unknown>} */
    const does = {
      ArrowUp: () => cells.selectNext(id, -1), ArrowDown: () => cells.selectNext(id, 1),
      k: () => cells.selectNext(id, -1), j: () => cells.selectNext(id, 1),
      a: () => cells.addBeside(id, -1), b: () => cells.addBeside(id, 1),
      m: () => cells.turnInto(id, "text"), y: () => cells.turnInto(id, "go"),
      d: () => {
        if (twice) cells.remove(id);
        else again = id;
      },
    };
    const pressed = key.length === 1 ? key.toLowerCase() : key; // Caps Lock
    return pressed in does && does[pressed]() !== false;
  };

  /** Moves the focus out of the editor that it came from, as Tab would there. */
  const goOn = () => {
    const after = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")])
      .find((e) => left && left.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && e.tabIndex >= 0 && e.checkVisibility() && !left.contains(e));
    left = null;
    after?.focus();
    return after !== undefined;
  };

  article.addEventListener("focusout", ({ target }) => {
    again = "";
    if (/** @type {Element} */ (target).matches(".own")) left = null;
  });
  article.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const element = /** @type {HTMLElement | null} */ (target.closest(".own"));
    if (!element || event.defaultPrevented) return;
    if (target === element) {
      if (press(event, element)) event.preventDefault();
    } else if (event.key === "Escape" && target.closest(".cm-content, textarea")) {
      left = target;
      cells.select(element.id.replace(/^own-/, ""));
    }
  });
}
