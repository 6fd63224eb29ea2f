// Shows the download of the compiler for this browser while somebody waits
// for it, and asks first where downloads cost something.
import { announce } from "../page/announcer.js";
import { button } from "../page/button.js";

/** @type {HTMLElement | null} */
let bar = null;

/** Puts elements at the top of the bench; none takes the bar away. */
function show(/** @type {(HTMLElement | string)[]} */ ...elements) {
  if (!bar && elements.length) {
    bar = document.createElement("div");
    bar.className = "kit";
    document.querySelector(".bench")?.prepend(bar);
  }
  bar?.replaceChildren(...elements);
  if (bar) bar.hidden = elements.length === 0;
}

export const megabytes = (/** @type {number} */ bytes) => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

/** Shows how far a download is. @param {number} done @param {number} total */
export function showProgress(done, total) {
  if (done >= total) return show();
  let progress = bar?.querySelector("progress");
  if (!progress) {
    progress = document.createElement("progress");
    progress.setAttribute("aria-label", "Download of the compiler");
    show("Getting the compiler for your browser", progress);
  }
  progress.max = total;
  progress.value = done;
}

/** Asks before a download. @param {number} bytes @returns {Promise<boolean>} */
export function consent(bytes) {
  const text = `To build in your browser, ${megabytes(bytes)} have to be downloaded, once.`;
  announce(text);
  return new Promise((resolve) => {
    const answer = (/** @type {boolean} */ yes) => {
      show();
      resolve(yes);
    };
    show(text, button("Download", "Download the compiler", () => answer(true)), button("Not now", "Not now: do not download the compiler", () => answer(false)));
  });
}
