// Says in plain words how a program ended that should have given an answer.

/**
 * @typedef {"panic" | "deadlock" | "exit" | "memory" | "stack" | "timeout" | "stopped" | "flood" | "result" | "broken"} FailureKind
 * @typedef {object} Failure
 * @property {FailureKind} kind
 * @property {string} message a sentence for the reader
 * @property {string} trace what Go's runtime said, with its stacks; "" if nothing
 */

/**
 * @param {string} why as the frame reports it, which may be anything
 * @param {number} code exit code
 * @param {string} trace
 * @param {{timeout: number, maxMemory: number}} limits
 * @returns {Failure}
 */
export function describe(why, code, trace, limits) {
  const first = trace.split("\n", 1)[0].replace(/^(panic|fatal error): /, "");
  /** @type {Record<FailureKind, string>} */
  const messages = {
    panic: `The program panicked: ${first}`,
    deadlock: "Deadlock: every goroutine waits for another one, and none can go on.",
    exit: `The program ended itself with exit code ${code}, before its result was there.`,
    memory: `The program was stopped because it needs more than ${Math.round(limits.maxMemory / (1 << 20))} MiB of memory.`,
    stack: "The stack is full: a function calls itself without end.",
    timeout: `The program was stopped because it was not done after ${limits.timeout / 1000} seconds. Is there a loop that does not end?`,
    stopped: "Stopped.",
    flood: "The program was stopped because it sends more than a page can take.",
    result: "The result is too large to be shown.",
    broken: `The program cannot be run${first ? `: ${first}` : "."}`,
  };
  const kind = why in messages && Object.hasOwn(messages, why) ? /** @type {FailureKind} */ (why) : "broken";
  return { kind, message: messages[kind], trace };
}

/**
 * The functions on the stack of a trace's first goroutine, innermost first.
 * @param {string} trace
 * @returns {{name: string, file: string, line: number}[]}
 */
export function stack(trace) {
  const start = trace.search(/^goroutine \d+ .*:$/m);
  if (start < 0) return [];
  const [goroutine] = trace.slice(start).split("\n\n", 1);
  const frames = goroutine.matchAll(/^(?!goroutine )(?:created by )?(\S.*?)(?:\([^()]*\))?(?: in goroutine \d+)?\n\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$/gm);
  return [...frames].map(([, name, file, line]) => ({ name, file, line: Number(line) }));
}
