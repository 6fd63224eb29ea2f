// Requests and how they can fail. No other module calls fetch, except the
// service worker of exported pages, which is a separate program
// (export/service.js). The workers of the compiler and of SQLite fetch their
// files with getFile and getPacked.

/** The server cannot be reached. */
export class Unreachable extends Error {}

/** The server rejected the request; the message is for the reader. */
export class Refused extends Error {
  /**
   * @param {string} message
   * @param {number} [status] of HTTP
   */
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/** The same, where a retry may help. */
export class Busy extends Refused {
  /**
   * @param {string} message
   * @param {number} status
   * @param {number} after milliseconds until the next attempt
   */
  constructor(message, status, after) {
    super(message, status);
    this.after = after;
  }
}

/** Milliseconds until the next attempt if the server names no time. */
export const usualWait = 1000;

/** Waits until the time is up or the signal aborts. @returns {Promise<void>} */
export const sleep = (/** @type {number} */ ms, /** @type {AbortSignal | undefined} */ signal = undefined) => new Promise((resolve, reject) => {
  signal?.throwIfAborted();
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason)), { once: true });
});

/**
 * Calls ask, and retries while it rejects with Busy.
 * @template T
 * @param {() => Promise<T>} ask
 * @param {object} how
 * @param {(why: string) => void} how.waiting called with the reason for the delay
 * @param {number} how.patience how many milliseconds to keep retrying; then the last Busy is thrown
 * @param {number} [how.pause] maximum milliseconds between two attempts
 * @param {AbortSignal} [how.signal]
 * @returns {Promise<T>}
 */
export async function patiently(ask, { waiting, patience, pause = Infinity, signal }) {
  for (const end = performance.now() + patience; ;) {
    try {
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Busy)) throw error;
      const after = Math.min(error.after, pause);
      if (performance.now() + after > end) throw error;
      waiting(error.message);
      await sleep(after, signal);
    }
  }
}

/**
 * Turns whatever fetch, or reading a response, throws into Unreachable, unless
 * the caller has aborted it.
 * @template T
 */
export async function reach(/** @type {() => Promise<T>} */ f, /** @type {AbortSignal | null | undefined} */ signal = undefined) {
  try {
    return await f();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable(String(/** @type {Error} */ (error).message));
  }
}

/**
 * Sends a request. Resolves only with a successful response.
 * @param {string} address
 * @param {RequestInit} request
 * @returns {Promise<Response>}
 */
export async function send(address, request) {
  const response = await reach(() => fetch(address, request), request.signal);
  if (response.ok) return response;
  const why = await explained(response);
  if (response.status !== 429 && response.status !== 503) throw new Refused(why, response.status);
  throw new Busy(why, response.status, 1000 * Number(response.headers.get("Retry-After")) || usualWait);
}

/** Why a request was rejected: from JSON with a wait or a problem, or from plain text. HTML pages are for people, not scripts. */
async function explained(/** @type {Response} */ response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (type.startsWith("text/plain")) return (await reach(() => response.text())).trim();
  const { wait, problem } = type.includes("json") ? await reach(() => response.json()) : {};
  return String(wait ?? problem ?? `The server answered ${response.status}.`);
}

/** Fetches a file. @returns {Promise<Response>} */
export async function getFile(/** @type {string | URL} */ address) {
  const response = await reach(() => fetch(address));
  if (!response.ok || !response.body) throw new Unreachable(`${address}: ${response.status}`);
  return response;
}

/**
 * Fetches and unpacks a file that is stored gzipped, because plain hosts do not
 * compress files. A host that already unpacks it on the way works too.
 * @param {string | URL} address
 * @param {string} type of the content
 * @returns {Promise<Response>}
 */
export async function getPacked(address, type) {
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ ((await getFile(address)).body).getReader();
  const first = await reach(() => reader.read());
  const body = new ReadableStream({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const packed = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  return new Response(packed ? body.pipeThrough(new DecompressionStream("gzip")) : body, { headers: { "Content-Type": type } });
}

/** Calls f with each line of a response as it arrives. */
export async function lines(/** @type {Response} */ { body }, /** @type {(line: string) => void} */ f) {
  if (!body) return;
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reach(() => reader.read());
    rest += decoder.decode(value, { stream: !done });
    const whole = rest.split("\n");
    rest = done ? "" : (whole.pop() ?? "");
    whole.filter(Boolean).forEach(f);
    if (done) return;
  }
}
