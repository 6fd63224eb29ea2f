// A server that is busy, or that somebody asks too much of, says so and when to
// ask again.

/** How often to ask before its word is final. */
const tries = 4;

/** Whether a later try may have another answer. */
export const busy = (/** @type {Response} */ response) => response.status === 429 || response.status === 503;

/**
 * Asks, and asks again while the server is busy, a few times.
 * @param {() => Promise<Response>} ask
 * @param {(why: string) => boolean} waiting is told why it takes longer, and says whether to go on
 * @returns {Promise<Response>}
 */
export async function patiently(ask, waiting) {
  for (let n = 1; ; n++) {
    const response = await ask();
    if (!busy(response) || n === tries || !waiting(await response.clone().text())) return response;
    await new Promise((resolve) => setTimeout(resolve, 1000 * (Number(response.headers.get("Retry-After")) || 1)));
  }
}
