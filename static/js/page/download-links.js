// The links to take a lesson away. Where the reader has changed something,
// the file holds the changes; without this script it is the lesson as it
// ships.
import { announce } from "./announcer.js";
import { editsOf } from "../work/edits.js";
import { away, exported } from "./site.js";

/** @param {HTMLElement} downloads */
export function mount(downloads) {
  const status = document.createElement("span");
  downloads.append(" ", status);
  const say = (/** @type {string} */ text) => {
    status.textContent = text;
    if (text) announce(text);
  };
  for (const link of downloads.querySelectorAll("a")) {
    link.addEventListener("click", async (event) => {
      const edits = editsOf(downloads.dataset.lesson ?? "").list;
      if (!edits.length) return; // the link leads to the lesson as it is
      if (exported) return say("Without your changes: these pages have no server to put them in.");
      event.preventDefault();
      say("");
      try {
        const response = await fetch(`${link.href}?part`, {
          method: "POST", body: JSON.stringify({ edits }), headers: { "Content-Type": "application/json" },
        });
        if (!response.ok) return say(await response.text());
        save(await response.blob(), link.href.split("/").pop() ?? "");
        say("With your changes.");
      } catch {
        say(`${away} Your changes are kept.`);
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
