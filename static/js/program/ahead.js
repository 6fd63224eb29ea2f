// Builds in the browser what the reader may be about to run, while they pause, so
// that the program is ready, or nearly so, when they press Run.

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
  /** The current build, or the last one. @type {{request: Request, answer: Promise<Built>, controller: AbortController} | null} */
  #started = null;
  #busy = false;

  /**
   * Builds this next. The current build is finished first: stopping it means
   * terminating the compiler, and starting a new one takes longer.
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
        if (this.#started === started) this.#started = null; // Run reports the error
      });
    }
    this.#busy = false;
  }

  /**
   * The result of a request that was built in advance, handed out once; otherwise null.
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
