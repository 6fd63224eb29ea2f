// The command list: Ctrl-K, or Cmd-K on a Mac, finds a place of the page or does
// what its buttons do, by a few letters.
import { lazily } from "./lazily.js";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);

/** @param {HTMLElement} body @param {{announce: import("./announcer.js").Announce}} page */
export function mount(body, { announce }) {
  const list = lazily(() => import("./command-list.js").then(({ List }) => new List(body, announce, mac)));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || event.shiftKey || event.altKey || !(mac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    list().then((loaded) => loaded.toggle(), () => {}); // the next time tries again
  });
}
