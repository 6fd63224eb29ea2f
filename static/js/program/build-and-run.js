// Builds code that does not come from the page's editors and runs one of its
// cells in the usual sandbox, for the check command and the recheck of a class.
import { CannotBuild } from "./server-builder.js";

/**
 * @typedef {import("../wire.js").BuildRequest} BuildRequest
 * @typedef {import("./run/failure.js").Failure} Failure
 *
 * @typedef {{kind: "ran", output: any, failure: Failure | null}} Ran
 * @typedef {{kind: "mistake", message: string}} Mistake it does not compile
 * @typedef {{kind: "unbuilt", why: string}} Unbuilt it cannot be built now
 */

/**
 * @param {import("./server-builder.js").ServerBuilder} builder
 * @param {import("./run/runner.js").Runner} runner
 * @param {Omit<BuildRequest, "cells">} request
 * @param {string} cell
 * @param {(why: string) => void} waiting called with the reason for the delay
 * @returns {Promise<Ran | Mistake | Unbuilt>} the error is Unreachable
 */
export async function buildAndRun(builder, runner, request, cell, waiting) {
  try {
    const built = await builder.build({ ...request, cells: [cell] }, { waiting, signal: new AbortController().signal });
    if (built.kind === "problem") return { kind: "unbuilt", why: built.problem };
    if (built.kind === "mistakes") return { kind: "mistake", message: built.diagnostics[0].message };
    const start = await runner.load(built.wasm);
    const result = start?.failure ? start : await runner.call(cell, {});
    return { kind: "ran", output: result?.output ?? null, failure: result?.failure ?? null };
  } catch (error) {
    if (error instanceof CannotBuild) return { kind: "unbuilt", why: error.message };
    throw error;
  }
}
