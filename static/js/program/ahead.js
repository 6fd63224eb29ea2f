// Builds in the browser what the reader may be about to run, while they pause:
// when Run is pressed the program is there, or nearly so.

/**
 * @typedef {import("./toolchain/builder.js").BrowserBuilder} BrowserBuilder
 * @typedef {import("./toolchain/builder.js").Built} Built
 * @typedef {import("./toolchain/builder.js").Request} Request
 * @typedef {{builder: BrowserBuilder, request: Request, deadline: number | undefined}} Job
 */

const same = (/** @type {Request} */ a, /** @type {Request} */ b) => JSON.stringify(a) === JSON.stringify(b);

export class Ahead {
  /** What to build next. @type {Job | null} */
  #next = null;
  /** What is being built or has been. @type {{request: Request, answer: Promise<Built>, controller: AbortController} | null} */
  #started = null;
  #busy = false;

  /**
   * Builds this next. What is being built is finished first: to cut it short
   * would cost the compiler, and a new one takes longer.
   * @param {Job} job
   */
  async build(job) {
    this.#next = job;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next) {
      const { builder, request, deadline } = /** @type {Job} */ (this.#next);
      this.#next = null;
      const controller = new AbortController();
      const started = { request, controller, answer: builder.build(request, controller.signal, deadline) };
      this.#started = started;
      await started.answer.catch(() => {
        if (this.#started === started) this.#started = null; // Run will tell
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
    this.#next = null; // this is needed now
    const started = this.#started;
    if (!started || !same(started.request, request)) return null;
    this.#started = null;
    signal.addEventListener("abort", () => started.controller.abort(), { once: true });
    return started.answer;
  }
}
