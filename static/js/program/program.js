// A program that computes what the page's cells show, executed by the
// sandboxed runner.
import { Refused } from "../api/http.js";
import { latest } from "../page/latest.js";
import { fragment, note } from "./run/outputs.js";
import { verdictOf } from "./verdict.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {import("../api.js").Fragment} Fragment
 * @typedef {import("./run/failure.js").Failure} Failure
 * @typedef {import("./run/runner.js").Result} Result
 *
 * @typedef {object} Words what is said around the outputs of a program's cells
 * @property {string} [mark] shown above them, to say whose code they come from
 * @property {(declaration: string) => string} [nameOf] what the page calls a declaration
 * @property {boolean} [printedFirst] what the program prints stands above what it shows, not below
 */

/** A running program that computes one cell at a time. */
export class Program {
  #runner;
  #failed;
  #words;
  /** By cell; requests for all frames of an animation are separate. @type {Map<string, import("../page/latest.js").Latest<[Record<string, string>], Fragment | null>>} */
  #cells = new Map();
  /** Settles once the current call has ended. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #printedAtStart = ""; // by functions init and package variables, until it is shown
  #stops = 0; // how often it was stopped: calls queued before the latest stop are dropped

  /**
   * @param {import("./run/runner.js").Runner} runner
   * @param {(failure: Failure) => void} [failed] called when a cell fails
   * @param {Words} [words]
   */
  constructor(runner, failed = () => {}, words = {}) {
    this.#runner = runner;
    this.#failed = failed;
    this.#words = words;
  }

  /** Opens the sandbox ahead of time, while the server is reachable. */
  prepare() {
    this.#runner.prepare();
  }

  /**
   * Starts a program.
   * @param {ArrayBuffer} wasm
   * @returns {Promise<Failure | null>}
   */
  async start(wasm) {
    const result = await this.#runner.load(wasm);
    this.#printedAtStart = result?.text ?? "";
    return result?.failure ?? null;
  }

  /** Runs a cell and returns what it shows, as ../cell/compute.js expects. */
  show = async (/** @type {string} */ cell, /** @type {Record<string, string>} */ inputs, /** @type {boolean} */ allFrames) => {
    const key = `${cell} ${allFrames}`;
    let ask = this.#cells.get(key);
    if (!ask) {
      ask = latest((_, /** @type {Record<string, string>} */ inputs) => this.#inTurn(key, cell, inputs, allFrames), Infinity);
      this.#cells.set(key, ask);
    }
    return (await ask(inputs)) ?? null;
  };

  /** @returns {Promise<Fragment | null>} */
  #inTurn(/** @type {string} */ key, /** @type {string} */ cell, /** @type {Record<string, string>} */ inputs, /** @type {boolean} */ allFrames) {
    const stops = this.#stops;
    const shown = this.#turn.then(async () => {
      if (stops !== this.#stops || this.#cells.get(key)?.waiting) return null;
      const result = await this.#runner.call(cell, inputs, allFrames);
      return result && { root: this.#view(cell, allFrames, result), verdict: verdictOf(result) };
    });
    this.#turn = shown.catch(() => {});
    return shown;
  }

  #view(/** @type {string} */ cell, /** @type {boolean} */ allFrames, /** @type {Result} */ result) {
    const root = fragment(cell, result.output ?? {}, { allFrames });
    const outputs = /** @type {HTMLElement} */ (root.querySelector(":scope > .outputs"));
    const { mark, nameOf = (name) => name, printedFirst = false } = this.#words;
    if (result.failure) {
      root.dataset.failed = "";
      outputs.append(note(inFull(result.failure, nameOf)));
      this.#failed(result.failure);
    }
    const text = this.#printedAtStart + result.text;
    this.#printedAtStart = "";
    if (text && printedFirst) outputs.prepend(printed(text));
    else if (text) outputs.append(printed(text));
    if (mark) outputs.prepend(Object.assign(document.createElement("p"), { className: "yours", textContent: mark }));
    return root;
  }

  stop() {
    this.#stops++;
    for (const ask of this.#cells.values()) ask.drop();
    this.#runner.stop();
  }
}

/**
 * A program that is fetched and started on first use; after a failure, the next
 * use tries again. Rejects with Refused if it cannot be started.
 * @param {() => import("./run/runner.js").Runner} newRunner
 * @param {() => Promise<ArrayBuffer>} fetchIt
 * @returns {() => Promise<Program>}
 */
export function startedOnce(newRunner, fetchIt) {
  /** @type {Promise<Program> | null} */
  let started = null;
  const start = async () => {
    const program = new Program(newRunner());
    const failure = await program.start(await fetchIt());
    if (failure) throw new Refused(failure.message);
    return program;
  };
  return () => (started ??= start().catch((error) => {
    started = null;
    throw error;
  }));
}

/** What failed, and the lines of the reader's own code on the stack. */
export function inFull(/** @type {Failure} */ failure, /** @type {(declaration: string) => string} */ nameOf) {
  const places = failure.frames.filter((f) => f.file.startsWith("yours/"))
    .map((f) => `in ${nameOf(f.file.slice("yours/".length))}, line ${f.line}`);
  return [failure.message, ...[...new Set(places)].slice(0, 5)].join("\n"); // a function may call itself
}

function printed(/** @type {string} */ text) {
  const pre = document.createElement("pre");
  pre.className = "text";
  pre.tabIndex = 0;
  pre.textContent = text;
  return pre;
}
