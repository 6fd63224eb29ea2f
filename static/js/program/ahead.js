// Builds in the browser what the reader may be about to run, while they pause:
// when Run is pressed the program is there, or nearly so.

/**
 * @typedef {import("./toolchain/builder.js").BrowserBuilder} BrowserBuilder
 * @typedef {import("./toolchain/builder.js").Built} Built
 * @typedef {import("./toolchain/builder.js").Request} Request
 * @typedef {{builder: BrowserBuilder, request: Request, deadline: number | undefined}} Wanted
 */

const same = (/** @type {Request} */ a, /** @type {Request} */ b) => JSON.stringify(a) === JSON.stringify(b);

export class Ahead {
  /** What to build next. @type {Wanted | null} */
  #next = null;
  /** What is being built or has been. @type {{request: Request, answer: Promise<Built>, enough: AbortController} | null} */
  #begun = null;
  #busy = false;

  /**
   * Builds this next. What is being built is finished first: to cut it short
   * would cost the compiler, and a new one takes longer.
   * @param {Wanted} wanted
   */
  async build(wanted) {
    this.#next = wanted;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const { builder, request, deadline } = /** @type {Wanted} */ (this.#next);
      this.#next = null;
      const enough = new AbortController();
      const begun = { request, enough, answer: builder.build(request, enough.signal, deadline) };
      this.#begun = begun;
      await begun.answer.catch(() => {
        if (this.#begun === begun) this.#begun = null; // Run will tell
      });
    }
    this.#busy = false;
  }

  /**
   * The answer to a request that was built ahead, which is given once; null for others.
   * @param {Request} request
   * @param {AbortSignal} signal
   * @returns {Promise<Built> | null}
   */
  take(request, signal) {
    this.#next = null; // this is wanted now
    const begun = this.#begun;
    if (!begun || !same(begun.request, request)) return null;
    this.#begun = null;
    signal.addEventListener("abort", () => begun.enough.abort(), { once: true });
    return begun.answer;
  }
}
