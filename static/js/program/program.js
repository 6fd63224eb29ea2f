// The reader's program, run by the runner behind its wall.
import { fragment, note } from "./run/outputs.js";
import { createRunner } from "./run/runner.js";

/**
 * @typedef {{declaration: string, yours: boolean, line: number, column: number, message: string, hint?: string}} Diagnostic
 * @typedef {{declaration: string, text: string}} Edit
 * @typedef {import("./run/failure.js").Failure} Failure
 */

/** Marks what a check tries now, in what the program prints. */
export const trying = "\x1e";

/** A running program that answers for the cells of the page, one at a time. */
export class Program {
  #runner = createRunner();
  /** Questions that wait; a newer one for the same cell takes the older one's place. @type {Map<string, {cell: string, inputs: Record<string, string>, allFrames: boolean, resolve: (root: HTMLElement | null) => void}>} */
  #queue = new Map();
  #busy = false;
  #failed;
  #mark;

  /**
   * @param {(failure: Failure) => void} failed is told when a cell ends badly
   * @param {string} [mark] says whose code it is, above what it shows
   */
  constructor(failed, mark = "Computed by your code") {
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

  /** Answers for a cell, as ./answers.js asks. */
  answer = (/** @type {string} */ cell, /** @type {Record<string, string>} */ inputs, /** @type {boolean} */ allFrames) => {
    const key = `${cell} ${allFrames}`;
    this.#queue.get(key)?.resolve(null);
    return new Promise((/** @type {(root: HTMLElement | null) => void} */ resolve) => {
      this.#queue.set(key, { cell, inputs, allFrames, resolve });
      this.#work();
    });
  };

  async #work() {
    if (this.#busy) return;
    this.#busy = true;
    for (const [key, question] of this.#queue) {
      this.#queue.delete(key);
      const result = await this.#runner.call(question.cell, question.inputs, question.allFrames);
      question.resolve(result && this.#view(question.cell, question.allFrames, result));
    }
    this.#busy = false;
  }

  #view(/** @type {string} */ cell, /** @type {boolean} */ allFrames, /** @type {import("./run/runner.js").Result} */ result) {
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
    for (const question of this.#queue.values()) question.resolve(null);
    this.#queue.clear();
    this.#runner.stop();
  }
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
