// Decides where the reader's programs are built: on the server, while it answers
// quickly; with Go's compiler in this browser if the server has no compiler, is
// busy or unreachable, or if the reader prefers it. One per page.
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

/** How often and how long to ask for a kit that is being built, in milliseconds. */
const pause = 1000, patience = 30 * 60_000;
/** After this many milliseconds without a result from the server, the browser builds as well. */
const serverHeadStart = 1500;
const retryAfter = 10_000; // ms, until the next request for a kit that is being built
const extraPacks = ["std", "gonum"]; // packs that edits may need besides those of the lesson's cells
/** A longer pause, in milliseconds, means the reader has stopped typing. */
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
  #waited = false; // a build is waiting for the download
  #consented = false;
  #fetching = false;

  /**
   * @param {object} page
   * @param {import("../api.js").Api} page.api
   * @param {import("../page/announcer.js").Announce} page.announce
   * @param {import("./preference.js").BuilderPreference} page.preference
   * @param {DOMStringMap} dataset the base addresses of the kit and of the server, and the time limit for compiling in the
   *   browser; each may be missing
   */
  constructor({ api, announce, preference }, dataset) {
    const { kit, server, lesson = "" } = dataset;
    this.#lesson = dataset;
    this.#preference = preference;
    this.#bar = new DownloadBar(announce);
    this.#server = server ? new ServerBuilder(api, server) : null;
    this.#browser = kit ? new BrowserBuilder(api, kit, lesson, (done, total) => this.#waited && this.#bar.progress(done, total)) : null;
  }

  /** The time limit of a build in the browser, in milliseconds; read when a build begins, because it may change after the page opens. */
  get #deadline() {
    return Number(this.#lesson.deadline) || undefined;
  }

  /** The server, unless programs are built only in the browser. */
  get #activeServer() {
    return this.#preference.browser || this.#browserOnly ? null : this.#server;
  }

  /**
   * Builds the program with a set of edits. Rejects with Unreachable if neither
   * compiler can be reached.
   * @param {Request} request
   * @param {Waiting} waiting
   * @param {AbortSignal} signal
   * @returns {Promise<Built>}
   */
  async build(request, waiting, signal) {
    clearTimeout(this.#aheadTimer); // this build replaces the planned one
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
   * Builds what the reader may be about to run, once they stop typing, so that
   * the program is ready when they press Run. Failures are ignored.
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
    // The reader may keep typing, or the server may be unreachable: Run reports that.
    this.#aheadTimer = setTimeout(() => server.buildAhead(request, signal).catch(() => {}), pauseInTyping);
  }

  /**
   * The server's result, or the browser's if the server is slow. The request to
   * the server is aborted once it is no longer needed: others are waiting for it.
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

  /** Waits for the browser's compiler; false if the reader declines the download. */
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
   * Downloads the compiler in advance where that costs nothing, and builds once to
   * warm it up: if the server becomes unreachable, Run keeps working.
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
      document.documentElement.dataset.builder = "ready"; // no longer needs the server
      await builder.prefetch(extraPacks);
    } catch (error) {
      this.#fetching = false;
      if (error instanceof Busy) setTimeout(() => this.prefetch(lesson, cells), retryAfter);
    }
  }

  /**
   * Formats a text as gofmt does; if it has a syntax error, returns it unchanged with the error.
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
   * Reports progress until the compiler is ready or turns out to be missing. Says
   * nothing if it is ready from the start.
   * @param {(text: string, news: boolean) => void} tell news: worth reading out
   * @returns {Promise<boolean>} whether there is a compiler
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

/** Reports whether the connection makes downloads slow or expensive. */
function metered() {
  const connection = /** @type {any} */ (navigator).connection;
  return Boolean(connection?.saveData) || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? "");
}

/** @returns {Promise<void>} */
const idle = () => new Promise((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 200)));
