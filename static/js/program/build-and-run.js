// Tries code that nobody edits on a page: builds a lesson with it, and runs one
// of its cells behind the wall that all programs run behind.

/**
 * @typedef {import("./program.js").Edit} Edit
 * @typedef {object} Attempt
 * @property {string} problem it does not compile, or did not come to its end: why; "" for none
 * @property {{kind: string, text?: string, passed?: boolean}[]} events what the cell showed
 */

const pause = 1000; // milliseconds, while the compiler is busy

/**
 * Null: it cannot be built now.
 * @param {ReturnType<typeof import("./run/runner.js").createRunner>} runner
 * @param {string} lesson
 * @param {Edit[]} edits
 * @param {string} cell
 * @returns {Promise<Attempt | null>}
 */
export async function attempt(runner, lesson, edits, cell) {
  for (;;) {
    const response = await fetch(`/lessons/${lesson}/build?part`, { method: "POST", body: JSON.stringify({ edits, cells: [cell] }), headers: { "Content-Type": "application/json" } });
    const { program, diagnostics, wait } = response.headers.get("Content-Type")?.includes("json") ? await response.json() : {};
    if (wait) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      continue;
    }
    if (diagnostics?.length) return { problem: diagnostics[0].message, events: [] };
    if (!program) return null;
    await runner.load(await (await fetch(program)).arrayBuffer());
    const result = await runner.call(cell, {});
    return { problem: result?.failure?.message ?? "", events: result?.output?.events ?? [] };
  }
}
