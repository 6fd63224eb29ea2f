// The page of the command check: tries every cell and exercise in Go of a
// teacher's own lessons, one after the other, and reports what came of each.
import { attempt } from "./build-and-run.js";
import { createRunner } from "./run/runner.js";

/** @typedef {{lesson: string, what: string, cell: string, edits: import("./program.js").Edit[]}} Trial */

export async function mount(/** @type {HTMLElement} */ main) {
  const status = /** @type {HTMLElement} */ (main.querySelector("[role=status]"));
  const progress = /** @type {HTMLProgressElement} */ (main.querySelector("progress"));
  const runner = createRunner();
  try {
    const trials = /** @type {Trial[]} */ (await (await fetch("/check/trials")).json());
    progress.max = trials.length;
    for (const [number, { lesson, what, cell, edits }] of trials.entries()) {
      progress.value = number;
      status.textContent = `${lesson}: ${what}`;
      const tried = await attempt(runner, lesson, edits, cell);
      const verdict = tried?.events.find((e) => e.kind === "verdict");
      await post({
        number,
        failed: tried ? tried.problem || failure(tried.events) : "it could not be built",
        verdict: verdict ? verdict.passed === true : null,
        said: tried?.events.map((e) => e.text ?? "").filter(Boolean).join(" ") ?? "",
      });
    }
    progress.value = trials.length;
    status.textContent = "Done.";
  } catch (error) {
    status.textContent = `The terminal's program cannot be reached: ${/** @type {Error} */ (error).message}`;
  } finally {
    runner.destroy();
  }
}

const failure = (/** @type {import("./build-and-run.js").Attempt["events"]} */ events) => events.find((e) => e.kind === "error")?.text ?? "";

const post = (/** @type {object} */ outcome) =>
  fetch("/check/outcome?part", { method: "POST", body: JSON.stringify(outcome), headers: { "Content-Type": "application/json" } });
