// Chooses who builds the reader's programs: the server, while it answers
// quickly; Go's compiler in this browser when the server has none, is busy or
// away, or when the reader wants it so. A page has one of these.
import { Busy, Refused, Unreachable, patiently } from "../api/http.js";
import { Ahead } from "./ahead.js";
import { DownloadBar, megabytes } from "./download-bar.js";
import { CannotBuild, ServerBuilder } from "./server-builder.js";
import { BrowserBuilder } from "./toolchain/builder.js";

/**
 * @typedef {import("./server-builder.js").Built} Built
 * @typedef {import("./server-builder.js").Waiting} Waiting
 * @typedef {import("./server-builder.js").Edit} Edit
 * @typedef {import("./server-builder.js").Request} Request
 */

/** How long to wait between questions to a kit that is being made, in milliseconds, and how long to ask. */
const pause = 1000, patience = 30 * 60_000;
/** A server that takes longer gets company. */
const serverHeadStart = 1500;
const retryAfter = 10_000; // ms, until a kit that is being made is asked for again
const extraPacks = ["std", "gonum"]; // packs that a lesson may come to need, besides those of its cells
/** How long a reader who is still typing pauses at most, in milliseconds. */
const pauseInTyping = 350;

export class Builders {
  #server;
  #browser;
  #preference;
  #bar;
  #lesson;
  #ahead = new Ahead();
  #aheadOnServer = new AbortController();
  #aheadTimer = 0;
  #browserOnly = false; // the server has no compiler, but the browser has
  #waited = false; // somebody waits for the download
  #consented = false;
  #fetching = false;

  /**
   * @param {object} page
   * @param {import("../api.js").Api} page.api
   * @param {import("../page/announcer.js").Announce} page.announce
   * @param {import("./preference.js").BuilderPreference} page.preference
   * @param {DOMStringMap} dataset the page's own addresses, of the kit and of the server, and how long compiling in the browser may
   *   take; each may be missing
   */
  constructor({ api, announce, preference }, dataset) {
    const { kit, server, lesson = "" } = dataset;
    this.#lesson = dataset;
    this.#preference = preference;
    this.#bar = new DownloadBar(announce);
    this.#server = server ? new ServerBuilder(api, server) : null;
    this.#browser = kit ? new BrowserBuilder(api, kit, lesson, (done, total) => this.#waited && this.#bar.progress(done, total)) : null;
  }

  /** How long compiling may take, in milliseconds: what the page says when a build begins, which may have changed since it opened. */
  get #deadline() {
    return Number(this.#lesson.deadline) || undefined;
  }

  /** The server, unless nobody asks it. */
  get #activeServer() {
    return this.#preference.browser || this.#browserOnly ? null : this.#server;
  }

  /**
   * Builds the program that a set of edits makes. The error is Unreachable when
   * nobody can be reached.
   * @param {Request} request
   * @param {Waiting} waiting
   * @param {AbortSignal} signal
   * @returns {Promise<Built>}
   */
  async build(request, waiting, signal) {
    clearTimeout(this.#aheadTimer); // now is better
    const server = this.#activeServer;
    const here = () => this.#inBrowser(request, waiting, signal);
    if (!server) return here();
    try {
      const otherReady = () => this.#browser?.ready ?? false;
      return await this.#fastest((s) => server.build(request, { waiting, signal: s, otherReady }), here, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof CannotBuild || error instanceof Unreachable)) throw error;
      return here().catch((/** @type {Error} */ second) => {
        if (error instanceof Unreachable) throw error;
        if (!(second instanceof Refused || second instanceof Unreachable)) throw second;
        return { kind: "problem", problem: error.message };
      });
    }
  }

  /**
   * Builds what the reader may be about to run, once the typing has stopped: the
   * program is then at hand when Run is pressed. Nothing comes of it where that
   * fails.
   * @param {Request} request
   */
  buildAhead(request) {
    this.#aheadOnServer.abort();
    clearTimeout(this.#aheadTimer);
    if (!request.edits.length) return;
    const server = this.#activeServer;
    if (!server) {
      const builder = this.#browser;
      this.#aheadTimer = setTimeout(() => builder?.ready && this.#ahead.build({ builder, request, deadline: this.#deadline }), pauseInTyping);
      return;
    }
    if (metered()) return;
    this.#aheadOnServer = new AbortController();
    const { signal } = this.#aheadOnServer;
    // The reader may type on, or the server may be away: Run will tell.
    this.#aheadTimer = setTimeout(() => server.buildAhead(request, signal).catch(() => {}), pauseInTyping);
  }

  /**
   * The server's answer, or the browser's where the server is slow. The server
   * is told when its answer is not wanted any more: others wait for it, too.
   * @param {(signal: AbortSignal) => Promise<Built>} ask
   * @param {() => Promise<Built>} here
   * @param {AbortSignal} signal
   * @returns {Promise<Built>}
   */
  async #fastest(ask, here, signal) {
    const controller = new AbortController();
    const server = ask(AbortSignal.any([signal, controller.signal]));
    let timer = 0;
    const slow = new Promise((resolve) => (timer = setTimeout(resolve, serverHeadStart, "slow")));
    const first = await Promise.race([server, slow]).finally(() => clearTimeout(timer));
    if (first !== "slow" || !this.#browser?.ready) return server;
    return Promise.any([server, here().then((answer) => (controller.abort(), answer))]).catch(() => server);
  }

  /** @returns {Promise<Built>} */
  async #inBrowser(/** @type {Request} */ request, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal) {
    const builder = this.#browser;
    if (!builder) throw new Refused("This page has no compiler for your browser.");
    if (!builder.ready && !(await this.#downloaded(builder, waiting, signal))) {
      return { kind: "problem", problem: "Not built: the compiler was not downloaded." };
    }
    waiting("Building…");
    const built = await (this.#ahead.take(request, signal) ?? builder.build(request, signal, this.#deadline));
    const { wasm, diagnostics, formatted = [], problem, tookMs } = built;
    if (problem) return { kind: "problem", problem };
    if (diagnostics?.length) return { kind: "mistakes", diagnostics, formatted };
    return { kind: "program", wasm: wasm ?? new ArrayBuffer(0), formatted, tookMs, where: "in your browser" };
  }

  /** Waits for the browser's builder. It is false when the reader does not want the download. */
  async #downloaded(/** @type {BrowserBuilder} */ builder, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal) {
    this.#waited = true;
    const open = async () => {
      try {
        const bytes = await builder.size();
        this.#consented ||= !metered() || (await this.#bar.consent(bytes));
        signal.throwIfAborted();
        if (!this.#consented) return false;
        waiting(`Downloading the compiler for your browser, ${megabytes(bytes)}…`);
        await builder.open();
        return true;
      } finally {
        this.#bar.progress(0, 0);
      }
    };
    return patiently(open, { waiting, signal, pause, patience });
  }

  /**
   * Gets the compiler ahead of its being needed, where that costs nothing, and
   * has it build once, after which it is quick: should the server go away, Run
   * goes on.
   * @param {string} lesson
   * @param {string[]} cells
   */
  async prefetch(lesson, cells) {
    const builder = this.#browser;
    if (!builder || this.#fetching || metered()) return;
    this.#fetching = true;
    try {
      await idle();
      await builder.open();
      await idle();
      await builder.build({ lesson, edits: [], cells }, new AbortController().signal, this.#deadline);
      document.documentElement.dataset.builder = "ready"; // needs no server any more
      await builder.prefetch(extraPacks);
    } catch (error) {
      this.#fetching = false;
      if (error instanceof Busy) setTimeout(() => this.prefetch(lesson, cells), retryAfter);
    }
  }

  /**
   * A text as gofmt writes it, or as it is and the mistake that kept it so.
   * @param {string} lesson
   * @param {Edit} edit
   * @returns {Promise<import("../wire.js").FormatAnswer>}
   */
  async format(lesson, edit) {
    const builder = this.#browser;
    if (!this.#server) {
      if (!builder) throw new Refused("This page has no compiler for your browser.");
      return builder.format(edit);
    }
    try {
      return await this.#server.format(lesson, edit);
    } catch (error) {
      if (!(error instanceof Unreachable) || !builder?.ready) throw error;
      return builder.format(edit);
    }
  }

  /**
   * Follows how the compiler is being made ready, until it is or never will be.
   * Where it was ready all along nothing is told.
   * @param {(text: string, news: boolean) => void} tell news are worth reading out
   * @returns {Promise<boolean>} whether there is one
   */
  async awaitCompiler(tell) {
    const server = this.#activeServer;
    if (!server) return true;
    let waited = false;
    const problem = await server.ready((why) => {
      tell(why, !waited);
      waited = true;
    });
    if (problem) {
      this.#browserOnly = Boolean(await this.#browser?.size().catch(() => 0));
      if (!this.#browserOnly) tell(problem, true);
      return this.#browserOnly;
    }
    if (waited) tell("The compiler is ready.", true);
    return true;
  }
}

/** Whether the connection is one on which downloads cost money or patience. */
function metered() {
  const connection = /** @type {any} */ (navigator).connection;
  return Boolean(connection?.saveData) || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? "");
}

/** @returns {Promise<void>} */
const idle = () => new Promise((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 200)));
