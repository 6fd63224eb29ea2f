// The download links of a lesson. If the reader has changed something, or has cells of
// their own, the file contains them; without this script it is the original lesson.
import { Refused } from "../api/http.js";

/**
 * @param {HTMLElement} downloads
 * @param {object} page
 * @param {import("../api.js").Api} page.api
 * @param {import("./site.js").Site} page.site
 * @param {import("./announcer.js").Announce} page.announce
 * @param {{list: import("../wire.js").Edit[]}} page.edits
 * @param {{shared: import("../wire.js").OwnCell[]}} page.ownCells
 */
export function mount(downloads, { api, site, announce, edits, ownCells }) {
  const status = document.createElement("span");
  downloads.append(" ", status);
  const say = (/** @type {string} */ text) => {
    status.textContent = text;
    if (text) announce(text);
  };
  for (const link of downloads.querySelectorAll("a")) {
    link.addEventListener("click", async (event) => {
      const work = { edits: edits.list, cells: ownCells.shared };
      if (!work.edits.length && !work.cells.length) return; // the link leads to the original lesson
      if (site.exported) return say("Downloaded without your changes: these pages have no server to add them.");
      event.preventDefault();
      say("");
      try {
        save(await api.download(link.href, work), link.href.split("/").pop() ?? "");
        say("Downloaded with your changes.");
      } catch (error) {
        say(error instanceof Refused ? error.message : `${site.away} Your changes are saved.`);
      }
    });
  }
}

/** Hands a file to the browser's downloads. */
function save(/** @type {Blob} */ blob, /** @type {string} */ name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still read it
}
