// Keeps the inputs of the page's cells in the address, so that a figure can
// be shared and found again. Inputs at their defaults are left out.

/** @type {Map<string, string>} */
const cells = new Map();

for (const [key, value] of new URLSearchParams(location.search)) {
  const cell = key.split(".", 1)[0];
  const params = new URLSearchParams(cells.get(cell));
  params.append(key, value);
  cells.set(cell, params.toString());
}

let timer = 0;

/**
 * Notes a cell's inputs, as a query string. Browsers limit how often the
 * address may change, so it follows a moment later.
 * @param {string} cell
 * @param {string} query
 */
export function remember(cell, query) {
  if (query) cells.set(cell, query);
  else cells.delete(cell);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const all = [...cells.values()].join("&");
    history.replaceState(history.state, "", location.pathname + (all ? "?" + all : "") + location.hash);
  }, 250);
}
