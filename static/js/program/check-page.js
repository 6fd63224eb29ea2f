// The page of the check command: runs every Go cell and exercise of a teacher's
// own lessons, one after the other, and reports each result.
import { buildAndRun } from "./build-and-run.js";
import { ServerBuilder } from "./server-builder.js";
import { verdictOf } from "./verdict.js";

/**
 * @param {HTMLElement} main
 * @param {{api: import("../api.js").Api, newRunner: () => import("./run/runner.js").Runner}} page
 */
export async function mount(main, { api, newRunner }) {
  const status = /** @type {HTMLElement} */ (main.querySelector("[role=status]"));
  const progress = /** @type {HTMLProgressElement} */ (main.querySelector("progress"));
  const runner = newRunner();
  const builder = new ServerBuilder(api, "/");
  try {
    const trials = await api.trials();
    progress.max = trials.length;
    for (const [number, { lesson, what, cell, edits }] of trials.entries()) {
      progress.value = number;
      const says = `${lesson}: ${what}`;
      status.textContent = says;
      const tried = await buildAndRun(builder, runner, { lesson, edits }, cell, (why) => (status.textContent = `${says}. ${why}`));
      await api.report({ number, ...outcome(tried) });
    }
    progress.value = trials.length;
    status.textContent = "Done.";
  } catch (error) {
    status.textContent = `Cannot reach the program in the terminal: ${/** @type {Error} */ (error).message}`;
  } finally {
    runner.destroy();
  }
}

/**
 * The result of a trial.
 * @param {Awaited<ReturnType<typeof buildAndRun>>} tried
 * @returns {Omit<import("../wire.js").TrialOutcome, "number">}
 */
export function outcome(tried) {
  if (tried.kind === "unbuilt") return { failed: tried.why, verdict: null, said: "" };
  if (tried.kind === "mistake") return { failed: tried.message, verdict: null, said: "" };
  const events = /** @type {any[]} */ (Array.isArray(tried.output?.events) ? tried.output.events : []);
  const error = events.find((e) => e.kind === "error");
  const verdict = verdictOf(tried);
  return {
    failed: tried.failure?.message ?? error?.text ?? "",
    verdict: !tried.failure && verdict.state !== "noVerdict" ? verdict.state === "passed" : null,
    said: events.map((e) => e.text ?? "").filter(Boolean).join(" "),
  };
}
