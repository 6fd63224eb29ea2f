// Runs the reader's program behind its wall: one call at a time, each with a
// deadline. While a call is under way further ones wait, and only the newest
// is made: the last input wins.
import { describe, describePanic } from "./failure.js";
import { openFrame } from "./sandbox.js";
import { address } from "../../page/site.js";

/**
 * @typedef {import("./failure.js").Failure} Failure
 * @typedef {object} Result
 * @property {any} output what the cell showed, a notebook.Output, as the program says: not to be trusted; after a panic what it had shown until then; null if it showed nothing
 * @property {string} text what the program printed
 * @property {Failure | null} failure
 *
 * @typedef {object} Options
 * @property {string} [src] address of the frame
 * @property {number} [timeout] of the start and of each call, in milliseconds
 * @property {number} [maxOutput] what a call may print, in characters
 * @property {number} [maxMemory] of the program, in bytes
 * @property {(text: string) => void} [onText] is told what the program prints, as it does
 *
 * @typedef {object} Job
 * @property {"load" | "call"} kind
 * @property {object} data
 * @property {(result: Result | null) => void} resolve
 * @property {number} id 0 while it waits
 * @property {number} began
 * @property {string} text
 */

const defaults = {
  src: address("/run/frame.html"), timeout: 10_000, maxOutput: 1 << 20, maxMemory: 512 << 20,
  onText: /** @type {(text: string) => void} */ (() => {}),
};
/** Characters of JSON that a cell may show. */
const maxResult = 16 << 20;
/** A call is given up after so many milliseconds when a newer one waits. */
const patience = 1000;
/** A frame that does not even stop within so many milliseconds is replaced. */
const grace = 2000;

/** @param {Options} options */
export function createRunner(options = {}) {
  const { src, timeout, maxOutput, maxMemory, onText } = { ...defaults, ...options };
  const limits = { maxOutput, maxMemory, maxResult };
  /** @type {ReturnType<typeof openFrame> | null} */
  let frame = null;
  /** @type {ArrayBuffer | null} */
  let wasm = null;
  let inFrame = false; // the frame has the program
  let last = 0; // number of the newest request
  /** @type {Job | null} */
  let current = null;
  /** @type {Job | null} */
  let waiting = null;
  /** @type {Promise<void> | null} */
  let stopping = null;
  let stopped = (/** @type {number} */ _id) => {};
  let deadline = 0;
  let impatience = 0;

  const send = (/** @type {string} */ kind, /** @type {object} */ data = {}) => {
    if (!frame) {
      const mine = (frame = openFrame(src, () => mine === frame && lose()));
      frame.port.onmessage = ({ data }) => hear(data);
      inFrame = false;
    }
    const id = ++last;
    frame.port.postMessage({ kind, id, ...data });
    return id;
  };

  const drop = () => {
    frame?.close();
    frame = null;
  };

  /** The frame cannot be had. */
  const lose = () => {
    drop();
    if (current?.id) finish(failed("lost"));
  };

  const hear = (/** @type {any} */ data) => {
    if (data.kind === "stopped") return stopped(data.id);
    const job = current;
    if (!job || data.id !== job.id) return; // of a request that was given up
    if (data.kind === "text") {
      job.text += data.text;
      onText(data.text);
    } else if (data.kind === "failed") {
      if (data.why === "flood") drop(); // with all that still waits to be heard
      finish(failed(data.why, data.code, data.trace));
    } else if (data.kind === "done") {
      finish(parse(data.output));
    } else if (job.kind === "call") {
      inFrame = true;
      job.id = send("call", job.data); // the program was loaded for this call
    } else {
      inFrame = true;
      finish({ output: null, text: job.text, failure: null });
    }
  };

  const parse = (/** @type {string} */ json) => {
    try {
      const output = JSON.parse(json);
      return { output, text: current?.text ?? "", failure: output.panic ? describePanic(output.panic) : null };
    } catch (error) {
      return failed("broken", 0, `its result is not JSON: ${error}`);
    }
  };
  const failed = (/** @type {string} */ why, code = 0, trace = "") => {
    let text = current?.text ?? "";
    if (trace && text.endsWith(trace)) text = text.slice(0, -trace.length); // once is enough
    return { output: null, text, failure: describe(why, code, trace, { timeout, maxMemory }) };
  };

  /** Ends the current job, and goes on with the one that waits. */
  const finish = (/** @type {Result | null} */ result) => {
    clearTimeout(deadline);
    clearTimeout(impatience);
    current?.resolve(result);
    current = null;
    const next = waiting;
    waiting = null;
    if (next) begin(next);
  };

  const begin = async (/** @type {Job} */ job) => {
    current = job;
    job.began = performance.now();
    deadline = setTimeout(() => cut(failed("timeout")), timeout);
    if (stopping) await stopping;
    if (current !== job) return; // given up meanwhile
    if (job.kind === "call" && frame && inFrame) job.id = send("call", job.data);
    else if (wasm) job.id = send("load", { wasm, limits });
    else finish(failed("broken", 0, "there is none"));
  };

  /** Stops the program and ends the current job. The frame is held to its word. */
  const cut = (/** @type {Result | null} */ result) => {
    if (frame && !stopping) {
      stopping = new Promise((resolve) => {
        const id = send("stop");
        const end = () => {
          clearTimeout(timer);
          stopping = null;
          resolve();
        };
        const timer = setTimeout(() => {
          drop();
          end();
        }, grace);
        stopped = (which) => which === id && end();
      });
    }
    finish(result);
  };

  const job = (/** @type {"load" | "call"} */ kind, /** @type {object} */ data) => {
    /** @type {(result: Result | null) => void} */
    let resolve = () => {};
    /** @type {Promise<Result | null>} */
    const result = new Promise((r) => (resolve = r));
    return { result, job: { kind, data, resolve, id: 0, began: 0, text: "" } };
  };
  const giveUp = () => {
    waiting?.resolve(null);
    waiting = null;
  };

  return {
    /** Opens the frame ahead of the first program. */
    prepare() {
      if (!frame) send("stop");
    },
    /**
     * Takes a program and starts it. Calls under way are given up.
     * @param {ArrayBuffer} program compiled for js/wasm
     */
    load(program) {
      wasm = program;
      inFrame = false;
      giveUp();
      if (current) finish(null);
      const { result, job: next } = job("load", {});
      begin(next);
      return result;
    },
    /**
     * Runs a cell. The result is null when a newer call took its place. A
     * program that has ended is started again.
     * @param {string} cell
     * @param {Record<string, string>} inputs
     * @param {boolean} allFrames
     */
    call(cell, inputs, allFrames = false) {
      const { result, job: next } = job("call", { cell, options: { inputs, allFrames } });
      giveUp();
      if (!current) begin(next);
      else {
        waiting = next;
        clearTimeout(impatience);
        const left = patience - (performance.now() - current.began);
        if (current.kind === "call") impatience = setTimeout(() => cut(null), Math.max(0, left));
      }
      return result;
    },
    /** Stops the program at once. Its next call starts it again. */
    stop() {
      giveUp();
      if (current) cut(failed("stopped"));
    },
    /** Stops everything and removes the frame. */
    destroy() {
      giveUp();
      if (current) finish(failed("stopped"));
      drop();
      wasm = null;
    },
  };
}
