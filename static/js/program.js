// The reader's program: built by the server from the edits of the page, run
// by the runner behind its wall.
import { fragment, note } from "./run/outputs.js";
import { createRunner } from "./run/runner.js";

/**
 * @typedef {{declaration: string, yours: boolean, line: number, column: number, message: string, hint?: string}} Diagnostic
 * @typedef {{declaration: string, text: string}} Edit
 * @typedef {{program?: string, cells?: string[], diagnostics?: Diagnostic[], formatted?: Edit[], wait?: string, problem?: string, took_ms: number}} Answer
 * @typedef {import("./run/failure.js").Failure} Failure
 */

/** How long to wait between questions to a compiler that is not ready, in milliseconds. */
const pause = 1000;

/**
 * Asks for the program that a set of edits makes. Where the compiler is busy
 * or still being made ready it asks again until there is an answer.
 * @param {string} lesson
 * @param {Edit[]} edits
 * @param {string[]} cells those of the page
 * @param {(why: string) => void} waiting is told why there is no answer yet
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function build(lesson, edits, cells, waiting, signal) {
  for (;;) {
    const response = await post(`/lessons/${lesson}/build`, { edits, cells }, signal);
    if (response.status !== 503 && !response.ok) return { problem: await response.text(), took_ms: 0 };
    const answer = /** @type {Answer} */ (await response.json());
    if (!answer.wait) return answer;
    waiting(answer.wait);
    await new Promise((resolve) => setTimeout(resolve, pause));
    signal.throwIfAborted();
  }
}

/** @returns {Promise<Response>} */
function post(/** @type {string} */ address, /** @type {object} */ what, /** @type {AbortSignal | undefined} */ signal = undefined) {
  return fetch(`${address}?part`, { method: "POST", body: JSON.stringify(what), headers: { "Content-Type": "application/json" }, signal });
}

/**
 * A text as gofmt writes it, or as it is and the mistake that kept it so.
 * @param {string} lesson
 * @param {Edit} edit
 * @returns {Promise<{text: string, diagnostic?: Diagnostic}>}
 */
export async function format(lesson, edit) {
  const response = await post(`/lessons/${lesson}/format`, edit);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * Follows how the compiler is being made ready, until it is or never will be.
 * Where it was ready all along nothing is told.
 * @param {(text: string, news: boolean) => void} tell news are worth reading out
 */
export async function awaitCompiler(tell) {
  for (let waited = false; ; waited = true) {
    const response = await fetch("/builder");
    if (!response.ok) return;
    const { wait, problem } = /** @type {Answer} */ (await response.json());
    if (problem) return tell(problem, true);
    if (!wait) return waited && tell("The compiler is ready.", true);
    tell(wait, !waited);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** A running program that answers for the cells of the page, one at a time. */
export class Program {
  #runner = createRunner();
  /** Questions that wait; a newer one for the same cell takes the older one's place. @type {Map<string, {cell: string, inputs: Record<string, string>, allFrames: boolean, resolve: (root: HTMLElement | null) => void}>} */
  #queue = new Map();
  #busy = false;
  #failed;

  /** @param {(failure: Failure) => void} failed is told when a cell ends badly */
  constructor(failed) {
    this.#failed = failed;
  }

  /**
   * Starts the program at an address of the server's.
   * @param {string} address
   * @param {AbortSignal} signal
   * @returns {Promise<Failure | null>}
   */
  async start(address, signal) {
    const response = await fetch(address, { signal });
    if (!response.ok) throw new Error("The program is no longer kept by the server. Run again.");
    const result = await this.#runner.load(await response.arrayBuffer());
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
    if (result.text) outputs.append(printed(result.text));
    const mark = document.createElement("p");
    mark.className = "yours";
    mark.textContent = "Computed by your code";
    outputs.prepend(mark);
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
