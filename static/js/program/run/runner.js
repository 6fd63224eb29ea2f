// Runs the reader's program in its sandbox: one call at a time, each with a
// deadline. While a call is running, later ones wait, and only the newest of
// them is made.
import { latest } from "../../page/latest.js";
import { describe, describePanic } from "./failure.js";
import { openFrame } from "./sandbox.js";

/**
 * @typedef {import("./failure.js").Failure} Failure
 * @typedef {ReturnType<typeof createRunner>} Runner
 * @typedef {object} Result
 * @property {any} output what the cell showed, a notebook.Output as reported by the untrusted program; after a panic, what it had shown until then; null if nothing
 * @property {string} text what the program printed
 * @property {string} tried the input that a check tried last; "" if none
 * @property {Failure | null} failure
 *
 * @typedef {object} Options
 * @property {string} [src] address of the frame
 * @property {number} [timeout] of the start and of each call, in milliseconds
 * @property {number} [maxOutput] what a call may print, in characters
 * @property {number} [maxMemory] of the program, in bytes
 * @property {(text: string) => void} [onText] called with what the program prints, as it prints it
 * @property {() => void} [onRetry] called when a call begins anew, in a new frame: what it printed does not count
 *
 * @typedef {object} Job
 * @property {"load" | "call"} kind
 * @property {object} data
 * @property {(result: Result | null) => void} resolve
 * @property {number} id 0 while it waits
 * @property {string} text
 * @property {string} tried
 * @property {boolean} retried whether this is the second try, in a new frame
 */

const defaults = {
  timeout: 10_000, maxOutput: 1 << 20, maxMemory: 512 << 20,
  onText: /** @type {(text: string) => void} */ (() => {}), onRetry: () => {},
};
/** Characters of JSON that a cell may show. */
const maxResult = 16 << 20;
/** A call may run this many milliseconds when a newer one is waiting. */
const patience = 1000;
/** A frame that does not stop within this many milliseconds is replaced. */
const grace = 2000;

/**
 * @param {object} page
 * @param {Parameters<typeof openFrame>[0]} page.api
 * @param {import("../../page/site.js").Site} page.site
 * @param {Options} [options]
 */
export function createRunner({ api, site }, options = {}) {
  const { src, timeout, maxOutput, maxMemory, onText, onRetry } = { src: site.address("/run/frame.html"), ...defaults, ...options };
  const limits = { maxOutput, maxMemory, maxResult };
  /** @type {ReturnType<typeof openFrame> | null} */
  let frame = null;
  /** @type {ArrayBuffer | null} */
  let wasm = null;
  let inFrame = false; // the frame has the program
  let last = 0; // number of the newest request
  /** @type {Job | null} */
  let current = null;
  /** Settles once the program has started. @type {Promise<unknown>} */
  let loading = Promise.resolve();
  /** Whether the frame has confirmed that it stopped the program. @type {Promise<boolean> | null} */
  let stopping = null;
  let stopped = (/** @type {number} */ _id) => {};
  let deadline = 0;

  const send = (/** @type {string} */ kind, /** @type {object} */ data = {}) => {
    if (!frame) {
      const mine = (frame = openFrame(api, src, (replaced) => mine === frame && lose(replaced)));
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

  /** Called when the frame cannot be loaded, or has been replaced by something else. */
  const lose = (/** @type {boolean} */ replaced) => {
    drop();
    if (!current?.id) return;
    if (replaced && !current.retried) retry(current);
    else finish(failed("lost"));
  };

  const hear = (/** @type {any} */ data) => {
    if (data.kind === "stopped") return stopped(data.id);
    const job = current;
    if (!job || data.id !== job.id) return; // belongs to an abandoned request
    if (data.kind === "text" && data.start && job.kind === "call") {
      // The program was started anew: what it prints then has been shown already.
    } else if (data.kind === "text") {
      job.text += data.text;
      onText(data.text);
    } else if (data.kind === "tried") {
      job.tried = data.text;
    } else if (data.kind === "failed") {
      if (data.why === "flood") drop(); // along with all messages still queued
      finish(failed(data.why, data.code, data.trace));
    } else if (data.kind === "done") {
      finish(parse(data.output));
    } else if (job.kind === "call") {
      inFrame = true;
      job.id = send("call", job.data); // the program was loaded for this call
    } else {
      inFrame = true;
      finish({ output: null, text: job.text, tried: "", failure: null });
    }
  };

  const parse = (/** @type {string} */ json) => {
    try {
      const output = JSON.parse(json);
      return { output, text: current?.text ?? "", tried: current?.tried ?? "", failure: output.panic ? describePanic(output.panic) : null };
    } catch (error) {
      return failed("broken", 0, `its result is not JSON: ${error}`);
    }
  };
  const failed = (/** @type {string} */ why, code = 0, trace = "") => {
    let text = current?.text ?? "";
    if (trace && text.endsWith(trace)) text = text.slice(0, -trace.length); // it is reported separately
    return { output: null, text, tried: current?.tried ?? "", failure: describe(why, code, trace, { timeout, maxMemory, away: site.away }) };
  };

  /** Ends the current job. */
  const finish = (/** @type {Result | null} */ result) => {
    clearTimeout(deadline);
    current?.resolve(result);
    current = null;
  };

  const begin = async (/** @type {Job} */ job) => {
    current = job;
    deadline = setTimeout(timedOut, timeout, job);
    if (stopping) await stopping;
    if (current !== job) return; // abandoned in the meantime
    if (job.kind === "call" && frame && inFrame) job.id = send("call", job.data);
    else if (wasm) job.id = send("load", { wasm, limits });
    else finish(failed("broken", 0, "there is none"));
  };

  /** A frame that does not even stop has gone itself: the program is not to blame. */
  const timedOut = async (/** @type {Job} */ job) => {
    const confirmed = await halt();
    if (current !== job) return;
    if (confirmed || job.retried) finish(failed("timeout"));
    else retry(job);
  };

  /** Runs the current job from its start, in a new frame. */
  const retry = (/** @type {Job} */ job) => {
    clearTimeout(deadline);
    if (job.text) onRetry();
    begin(Object.assign(job, { id: 0, text: "", tried: "", retried: true }));
  };

  /** Stops the program. A frame that does not confirm in time is dropped. */
  const halt = async () => {
    if (!frame) return true;
    return (stopping ??= new Promise((resolve) => {
      const id = send("stop");
      const end = (/** @type {boolean} */ confirmed) => {
        clearTimeout(timer);
        stopping = null;
        resolve(confirmed);
      };
      const timer = setTimeout(() => {
        drop();
        end(false);
      }, grace);
      stopped = (which) => which === id && end(true);
    }));
  };

  /** Stops the program and ends the current job. */
  const cut = (/** @type {Result | null} */ result) => {
    halt();
    finish(result);
  };

  /** @returns {Promise<Result | null>} */
  const run = (/** @type {"load" | "call"} */ kind, /** @type {object} */ data) =>
    new Promise((resolve) => begin({ kind, data, resolve, id: 0, text: "", tried: "", retried: false }));

  const calls = latest(async (signal, /** @type {object} */ data) => {
    await loading;
    signal.throwIfAborted();
    const result = run("call", data);
    const mine = current;
    signal.addEventListener("abort", () => mine === current && cut(null));
    return result;
  }, patience);

  return {
    /** Opens the frame ahead of the first program. */
    prepare() {
      if (!frame) send("stop");
    },
    /**
     * Loads a program and starts it. Running calls are abandoned.
     * @param {ArrayBuffer} program compiled for js/wasm
     */
    load(program) {
      wasm = program;
      inFrame = false;
      if (current) finish(null);
      calls.abort();
      const result = run("load", {});
      loading = result;
      return result;
    },
    /**
     * Runs a cell. The result is null if a newer call replaced this one. A
     * program that has ended is restarted.
     * @param {string} cell
     * @param {Record<string, string>} inputs
     * @param {boolean} allFrames
     */
    async call(cell, inputs, allFrames = false) {
      return (await calls({ cell, options: { inputs, allFrames } })) ?? null;
    },
    /** Stops the program at once. Its next call restarts it. */
    stop() {
      if (current?.kind === "call") calls.drop();
      else calls.abort(); // it would restart the program
      if (current) cut(failed("stopped"));
    },
    /** Stops everything and removes the frame. */
    destroy() {
      calls.drop();
      if (current) finish(failed("stopped"));
      drop();
      wasm = null;
    },
  };
}
