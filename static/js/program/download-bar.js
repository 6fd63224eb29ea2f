// Shows the progress of the compiler download while the reader waits for it, and
// asks first on metered connections.
import { button } from "../page/button.js";

export const megabytes = (/** @type {number} */ bytes) => `${Math.max(1, Math.round(bytes / 1e6))} MB`;

export class DownloadBar {
  /** @type {HTMLElement | null} */
  #bar = null;
  #announce;

  /** @param {import("../page/announcer.js").Announce} announce */
  constructor(announce) {
    this.#announce = announce;
  }

  /** Shows elements at the top of the edit bar; without elements, hides this bar. */
  #show(/** @type {(HTMLElement | string)[]} */ ...elements) {
    if (!this.#bar && elements.length) {
      this.#bar = document.createElement("div");
      this.#bar.className = "kit";
      document.querySelector(".bench")?.prepend(this.#bar);
    }
    this.#bar?.replaceChildren(...elements);
    if (this.#bar) this.#bar.hidden = elements.length === 0;
  }

  /** Shows the progress of a download. @param {number} done @param {number} total */
  progress(done, total) {
    if (done >= total) return this.#show();
    let progress = this.#bar?.querySelector("progress");
    if (!progress) {
      progress = document.createElement("progress");
      progress.setAttribute("aria-label", "Compiler download");
      this.#show("Downloading the compiler for your browser", progress);
    }
    progress.max = total;
    progress.value = done;
  }

  /** Asks before a download. @param {number} bytes @returns {Promise<boolean>} */
  consent(bytes) {
    const text = `Building in your browser needs a one-time download of ${megabytes(bytes)}.`;
    this.#announce(text);
    return new Promise((resolve) => {
      const answer = (/** @type {boolean} */ yes) => {
        this.#show();
        resolve(yes);
      };
      this.#show(text, button("Download", "Download the compiler", () => answer(true)),
        button("Not now", "Not now: do not download the compiler", () => answer(false)));
    });
  }
}
