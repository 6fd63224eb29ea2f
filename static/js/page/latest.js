// The last input wins: while one input is being processed, only the newest of
// those that follow counts. All code with this rule uses this module.

/**
 * @template {any[]} A
 * @template T
 * @typedef {{(...input: A): Promise<T | undefined>, readonly waiting: boolean, drop: () => void, abort: () => void}} Latest called with an
 *   input, it resolves to the result of f, or to undefined once a newer input has replaced it; waiting: an input is waiting
 *   for an earlier one to finish; drop discards the waiting input; abort also the one that f is working on
 */

/**
 * Makes f return results for the newest input only.
 * @template {any[]} A
 * @template T
 * @param {(signal: AbortSignal, ...input: A) => Promise<T>} f its signal aborts once its result is no longer needed
 * @param {number} patience how many milliseconds after its start f may keep running once there is a newer input; 0 aborts
 *   it at once, Infinity lets it finish
 * @returns {Latest<A, T>}
 */
export function latest(f, patience = 0) {
  /** @type {{controller: AbortController, began: number} | null} */
  let current = null;
  /** @type {{input: A, resolve: (answer: Promise<T | undefined> | undefined) => void} | null} */
  let waiting = null;
  let timer = 0;

  /** @returns {Promise<T | undefined>} */
  const start = async (/** @type {A} */ input) => {
    const mine = (current = { controller: new AbortController(), began: performance.now() });
    const { signal } = mine.controller;
    try {
      const answer = await f(signal, ...input);
      return signal.aborted ? undefined : answer;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    } finally {
      if (current === mine) next();
    }
  };
  const next = () => {
    clearTimeout(timer);
    current = null;
    const { input, resolve } = waiting ?? {};
    waiting = null;
    if (input) resolve?.(start(input));
  };
  const drop = () => {
    clearTimeout(timer);
    waiting?.resolve(undefined);
    waiting = null;
  };
  const cut = () => {
    current?.controller.abort();
    next();
  };

  const call = (/** @type {A} */ ...input) => {
    drop();
    const left = current ? current.began + patience - performance.now() : 0;
    if (!current || left <= 0) {
      current?.controller.abort();
      return start(input);
    }
    if (left < Infinity) timer = Number(setTimeout(cut, left));
    /** @type {Promise<T | undefined>} */
    const answer = new Promise((resolve) => (waiting = { input, resolve }));
    return answer;
  };
  return Object.defineProperty(Object.assign(call, {
    waiting: false,
    drop,
    abort: () => {
      drop();
      current?.controller.abort();
      current = null;
    },
  }), "waiting", { get: () => waiting !== null });
}
