// Describes in plain words how a program failed.
import { inPlainWords } from "./plain.js";

/**
 * @typedef {"panic" | "deadlock" | "exit" | "memory" | "stack" | "timeout" | "stopped" | "flood" | "result" | "cell" | "lost" | "broken"} FailureKind
 * @typedef {object} Failure
 * @property {FailureKind} kind
 * @property {string} message a sentence for the reader
 * @property {string} trace what Go's runtime said, with its stacks; "" if nothing
 * @property {Frame[]} frames the calls that led there, innermost first, as far as they are known
 *
 * @typedef {{function: string, file: string, line: number}} Frame
 */

/**
 * @param {string} why as the frame reports it, which may be anything
 * @param {number} code exit code
 * @param {string} trace
 * @param {{timeout: number, maxMemory: number, away: string}} limits away: the message for when something cannot be fetched
 * @returns {Failure}
 */
export function describe(why, code, trace, limits) {
  const first = trace.split("\n", 1)[0].replace(/^(panic|fatal error): /, "");
  /** @type {Record<FailureKind, string>} */
  const messages = {
    panic: panicked(first),
    deadlock: "Deadlock: every goroutine is waiting for another, so none can continue.",
    exit: `The program ended with exit code ${code} before it had a result.`,
    memory: `The program was stopped because it needs more than ${Math.round(limits.maxMemory / (1 << 20))} MiB of memory.`,
    stack: "Stack overflow: a function calls itself without end. It needs a case in which it does not.",
    timeout: `The program was stopped because it had not finished after ${limits.timeout / 1000} seconds. Is there an endless loop?`,
    stopped: "Stopped.",
    flood: "The program was stopped because it sent more than a page can handle.",
    result: "The result is too large to show.",
    cell: "The program has no such cell.",
    lost: `The sandbox that programs run in could not be loaded. ${limits.away}`,
    broken: `The program cannot be run${first ? `: ${first}` : "."}`,
  };
  const kind = why in messages && Object.hasOwn(messages, why) ? /** @type {FailureKind} */ (why) : "broken";
  return { kind, message: messages[kind], trace, frames: stack(kind === "stack" ? ofReader(trace) : trace) };
}

/** That a program panicked, and what that means. */
function panicked(/** @type {string} */ said) {
  const meaning = inPlainWords(said);
  return `The program panicked: ${said}${meaning && `. ${meaning}`}`;
}

/** The part of a trace from the goroutine on that runs the reader's code. */
function ofReader(/** @type {string} */ trace) {
  return trace.split("\n\n").find((goroutine) => /^\tyours\//m.test(goroutine)) ?? "";
}

/**
 * Describes a cell's panic, which our part of the program caught.
 * @param {any} panic as the program says, which may be anything
 * @returns {Failure}
 */
export function describePanic(panic) {
  const frames = Array.isArray(panic.frames) ? panic.frames.slice(0, 100) : [];
  return {
    kind: "panic",
    message: panicked(String(panic.message).slice(0, 2000)),
    trace: "",
    frames: frames.map((/** @type {any} */ f) => ({ function: String(f?.function), file: String(f?.file), line: Number(f?.line) || 0 })),
  };
}

/**
 * The functions on the stack of a trace's first goroutine, innermost first.
 * @param {string} trace
 * @returns {Frame[]}
 */
function stack(trace) {
  const start = trace.search(/^goroutine \d+ .*:$/m);
  if (start < 0) return [];
  const [goroutine] = trace.slice(start).split("\n\n", 1);
  const frames = goroutine.matchAll(/^(?!goroutine )(?:created by )?(\S.*?)(?:\([^()]*\))?(?: in goroutine \d+)?\n\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$/gm);
  return [...frames].map(([, name, file, line]) => ({ function: name, file, line: Number(line) }));
}
