// Values that are made or loaded when they are first wanted.

/**
 * Loads a value on first use, and again after a failure.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export function lazily(load) {
  /** @type {Promise<T> | null} */
  let known = null;
  return () => (known ??= load().catch((error) => {
    known = null;
    throw error;
  }));
}
