// Keeps the inputs of the page's cells in the address, so that the state of a
// figure can be bookmarked and shared. Inputs at their defaults are left out.

export class InputsInAddress {
  /** @type {Map<string, string>} */
  #cells = new Map();
  #timer = 0;

  constructor() {
    for (const [key, value] of new URLSearchParams(location.search)) {
      const cell = key.split(".", 1)[0];
      const params = new URLSearchParams(this.#cells.get(cell));
      params.append(key, value);
      this.#cells.set(cell, params.toString());
    }
  }

  /**
   * Records a cell's inputs, as a query string. Browsers limit how often the
   * address may change, so it is updated after a short delay.
   * @param {string} cell
   * @param {string} query
   */
  remember(cell, query) {
    if (query) this.#cells.set(cell, query);
    else this.#cells.delete(cell);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const all = [...this.#cells.values()].join("&");
      history.replaceState(history.state, "", location.pathname + (all ? "?" + all : "") + location.hash);
    }, 250);
  }
}
