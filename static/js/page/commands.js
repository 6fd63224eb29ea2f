// The command list: Ctrl-K, or Cmd-K on a Mac, finds a place of the page or does
// what its buttons do, by a few letters.

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** @param {HTMLElement} body @param {{announce: import("./announcer.js").Announce}} page */
export function mount(body, { announce }) {
  /** @type {Promise<import("./command-list.js").List> | null} */
  let list = null;
  document.addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey || !(mac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    list ??= import("./command-list.js").then(({ List }) => new List(body, announce, mac));
    list.then((loaded) => loaded.toggle(), () => (list = null)); // the next time tries again
  });
}
