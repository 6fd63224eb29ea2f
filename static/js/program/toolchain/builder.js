// Builds programs in the page: fetches the kit on first use and enforces the
// deadline of the worker that builds.
import { Unreachable } from "../../api/http.js";
import { sent } from "./kit.js";

/**
 * @typedef {import("../../wire.js").Diagnostic} Diagnostic
 * @typedef {import("./kit.js").Manifest} Manifest
 * @typedef {import("../../wire.js").Edit} Edit
 * @typedef {import("../../wire.js").BuildRequest} Request
 * @typedef {{wasm?: ArrayBuffer, diagnostics?: Diagnostic[], formatted?: Edit[], problem?: string, tookMs: number}} Built
 */

/** The packs that a lesson's cells need; other packs are fetched once edits import them. */
const needed = (/** @type {Manifest} */ manifest, /** @type {string} */ lesson) => manifest.lessons[lesson] ?? ["base"];

/** An abandoned build may continue for this many milliseconds: most finish by then. */
const patience = 1000;

export class BrowserBuilder {
  /** Everything needed for a build is loaded. */
  ready = false;
  /** @type {Promise<void> | null} */
  #opening = null;
  /** @type {Manifest | null} */
  #manifest = null;
  /** @type {Worker | null} */
  #worker = null;
  /** The tools that workers have fetched, for the next one. @type {Map<string, WebAssembly.Module>} */
  #kept = new Map();
  #api;
  #base;
  #lesson;
  #progress;
  #last = 0;
  /** Pending format requests. @type {Map<number, (data: {text: string, diagnostics?: Diagnostic[]}) => void>} */
  #formatted = new Map();
  /** Settles once the current build has ended: there is one at a time. */
  #turn = Promise.resolve();
  /** @type {{id: number, resolve: (built: Built) => void, reject: (error: Error) => void} | null} */
  #asked = null;
  #deadline = 0;
  /** @type {{resolve: () => void, reject: (error: Error) => void}} */
  #opened = { resolve() {}, reject() {} };

  /**
   * @param {{kit: (base: string) => Promise<Manifest>}} api
   * @param {string} base address of the kit's directory
   * @param {string} lesson that will be built first
   * @param {(done: number, total: number) => void} progress of downloads, in bytes
   */
  constructor(api, base, lesson, progress) {
    this.#api = api;
    this.#lesson = lesson;
    this.#base = new URL(base, location.href).href;
    this.#progress = progress;
  }

  /** The download size before the first build, in bytes. Rejects with Busy while the kit is being built, with Refused if there is none. */
  async size() {
    const manifest = await this.#read();
    const { compile, link, assemble, course, packs } = manifest;
    const names = needed(manifest, this.#lesson);
    const files = [compile, link, assemble, course, ...packs.filter((p) => names.includes(p.name)).flatMap((p) => [p.export, p.link])];
    return files.reduce((sum, file) => sum + sent(file), 0);
  }

  async #read() {
    return (this.#manifest ??= await this.#api.kit(this.#base));
  }

  /** Fetches and starts what builds need. Rejects like size. */
  open() {
    this.#opening ??= this.#start().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #start() {
    const manifest = await this.#read();
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    this.#worker = worker;
    worker.onmessage = ({ data }) => worker === this.#worker && this.#hear(data);
    worker.onerror = () => worker === this.#worker && this.#fail(new Error("The compiler cannot be started in this browser."));
    /** @type {Promise<void>} */
    const opened = new Promise((resolve, reject) => (this.#opened = { resolve, reject }));
    worker.postMessage({ kind: "open", base: this.#base, manifest, packs: needed(manifest, this.#lesson), kept: this.#kept });
    await opened;
    this.ready = true;
  }

  #hear(/** @type {any} */ data) {
    if (data.kind === "progress") return this.#progress(data.done, data.total);
    if (data.kind === "keep") return this.#kept.set(data.name, data.module);
    clearTimeout(this.#deadline); // the next step sets a new one
    switch (data.kind) {
      case "ready":
        this.#opened.resolve();
        break;
      case "compiling":
        this.#deadline = setTimeout(() => this.#cut({ diagnostics: [data.tooLong], tookMs: data.deadline }), data.deadline);
        break;
      case "built": {
        const { wasm, diagnostics, formatted, problem, took } = data;
        if (this.#asked?.id === data.id) this.#asked?.resolve({ wasm, diagnostics, formatted, problem, tookMs: Math.round(took) });
        break;
      }
      case "formatted":
        this.#formatted.get(data.id)?.(data);
        this.#formatted.delete(data.id);
        break;
      case "failed":
        if (data.of === "prefetch") break; // it is fetched again when needed
        if (data.of === "build" && data.offline) {
          this.#asked?.reject(new Unreachable(data.error));
          break;
        }
        this.#fail(data.offline ? new Unreachable(data.error) : new Error(`The compiler in your browser failed: ${data.error}`));
    }
  }

  #fail(/** @type {Error} */ error) {
    this.#opened.reject(error);
    this.#asked?.reject(error);
    this.stop();
  }

  /** Abandons the current build with a given result. @param {Built} built */
  #cut(built) {
    this.#asked?.resolve(built);
    this.stop();
    this.open().catch(() => {}); // the next build reports the error
  }

  /** Ends everything at once. The next build restarts it. */
  stop() {
    clearTimeout(this.#deadline);
    this.#worker?.terminate();
    this.#worker = null;
    this.#opening = null;
    this.ready = false;
  }

  /**
   * Builds a program. Does not wait long for an abandoned build.
   * @param {Request} request
   * @param {AbortSignal} signal
   * @param {number} [deadline] of compiling and of linking, in milliseconds
   * @returns {Promise<Built>}
   */
  async build(request, signal, deadline) {
    const before = this.#turn;
    const built = before.then(async () => {
      signal.throwIfAborted();
      await this.open();
      return this.#ask(request, signal, deadline);
    });
    this.#turn = built.then(() => {}, () => {});
    return built;
  }

  /** @returns {Promise<Built>} */
  #ask(/** @type {Request} */ request, /** @type {AbortSignal} */ signal, /** @type {number | undefined} */ deadline) {
    const giveUp = () => setTimeout(() => this.#asked?.id === id && this.#cut({ problem: "Stopped.", tookMs: 0 }), patience);
    const id = ++this.#last;
    signal.addEventListener("abort", giveUp, { once: true });
    /** @type {Promise<Built>} */
    const answer = new Promise((resolve, reject) => {
      this.#asked = { id, resolve, reject };
      this.#worker?.postMessage({ kind: "build", id, request, deadline });
    });
    return answer.finally(() => {
      signal.removeEventListener("abort", giveUp);
      this.#asked = null;
    });
  }

  /**
   * Formats a text as gofmt does; if it has a syntax error, returns it unchanged with the error.
   * @param {Edit} edit
   * @returns {Promise<{text: string, diagnostic?: Diagnostic}>}
   */
  async format(edit) {
    await this.open();
    const id = ++this.#last;
    return new Promise((resolve) => {
      this.#formatted.set(id, ({ text, diagnostics }) => resolve({ text, diagnostic: diagnostics?.[0] }));
      this.#worker?.postMessage({ kind: "format", id, edit });
    });
  }

  /** Fetches packs ahead of the builds that need them. @param {string[]} packs */
  async prefetch(packs) {
    await this.open();
    this.#worker?.postMessage({ kind: "prefetch", packs });
  }
}
