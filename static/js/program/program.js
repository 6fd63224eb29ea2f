// A program that computes what the cells of the page show, run by the runner
// behind its wall.
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
 */

/** Marks what a check tries now, in what the program prints. */
export const trying = "\x1e";

/** A running program that computes one cell at a time. */
export class Program {
  #runner;
  #failed;
  #mark;
  /** By cell; an animation's frames are asked for apart. @type {Map<string, import("../page/latest.js").Latest<[Record<string, string>], Fragment | null>>} */
  #cells = new Map();
  /** Ends with the call under way. @type {Promise<unknown>} */
  #turn = Promise.resolve();
  #stops = 0; // how often it was stopped: what waited for its turn then does not get it

  /**
   * @param {import("./run/runner.js").Runner} runner
   * @param {(failure: Failure) => void} [failed] is told when a cell ends badly
   * @param {string} [mark] says whose code it is, above what it shows
   */
  constructor(runner, failed = () => {}, mark = "") {
    this.#runner = runner;
    this.#failed = failed;
    this.#mark = mark;
  }

  /** Opens what the program will run in, while the server is there. */
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
    return result?.failure ?? null;
  }

  /** What a cell shows, as ../cell/compute.js asks it. */
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
    if (result.failure) {
      outputs.append(note([result.failure.message, ...places(result.failure)].join("\n")));
      this.#failed(result.failure);
    }
    const text = result.text.split("\n").filter((line) => !line.startsWith(trying)).join("\n");
    if (text) outputs.append(printed(text));
    if (this.#mark) {
      const mark = document.createElement("p");
      mark.className = "yours";
      mark.textContent = this.#mark;
      outputs.prepend(mark);
    }
    return root;
  }

  stop() {
    this.#stops++;
    for (const ask of this.#cells.values()) ask.drop();
    this.#runner.stop();
  }
}

/**
 * A program that is fetched and started when it is first wanted; after a
 * failure the next one who wants it tries again. The error is Refused when it
 * cannot be started.
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

/** The reader's own lines among the calls that led to a failure. */
function places(/** @type {Failure} */ failure) {
  return failure.frames.filter((f) => f.file.startsWith("yours/")).slice(0, 5)
    .map((f) => `in ${f.file.slice("yours/".length)}, line ${f.line}`);
}

function printed(/** @type {string} */ text) {
  const pre = document.createElement("pre");
  pre.className = "text";
  pre.tabIndex = 0;
  pre.textContent = text;
  return pre;
}
