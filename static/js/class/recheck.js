// Rechecks the answers that passed according to the learners' browsers: questions
// and SQL on the server, code in this browser, in the usual sandbox.
import { buildAndRun } from "../program/build-and-run.js";
import { ServerBuilder } from "../program/server-builder.js";
import { conclusive, unjudged, verdictOf } from "../program/verdict.js";

/**
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {import("../wire.js").SubmissionGroup} Group identical answers of different learners
 */

/**
 * @param {object} page
 * @param {import("../api.js").Api} page.api
 * @param {() => import("../program/run/runner.js").Runner} page.newRunner
 * @param {boolean} builds whether there is a compiler
 * @param {(text: string) => void} tell
 */
export async function recheck({ api, newRunner }, builds, tell) {
  const runner = builds ? newRunner() : null;
  const builder = new ServerBuilder(api, "/");
  let checked = 0, differ = 0, why = "";
  const tried = new Set(); // programs for which there was no verdict
  try {
    for (;;) {
      tell(`Checking… ${checked} done.`);
      const { left, programs, skipped } = await api.recheck();
      let news = 0;
      for (const group of programs) {
        const name = JSON.stringify(group.answers[0]);
        if (!runner || tried.has(name)) continue;
        tried.add(name);
        const verdict = judge(await buildAndRun(builder, runner, group, `Check${group.exercise}`, (why) => tell(`Checking… ${checked} done. ${why}`)));
        if (!conclusive(verdict)) {
          why = verdict.said;
          continue;
        }
        await api.verdict({ answers: group.answers, verdict });
        news++;
        checked += group.answers.length;
        if (verdict.state !== "passed") differ += group.answers.length;
        tell(`Checking… ${checked} done.`);
      }
      if (left || news) continue;
      const open = programs.reduce((sum, group) => sum + group.answers.length, skipped);
      return tell(`Checked${differ ? `; ${differ} in code did not pass` : ""}.${open ? ` ${open} could not be checked now.${why ? ` ${why}` : ""}` : ""}`);
    }
  } finally {
    runner?.destroy();
  }
}

/** The verdict on a group's code. @returns {Verdict} */
export function judge(/** @type {Awaited<ReturnType<typeof buildAndRun>>} */ tried) {
  if (tried.kind === "unbuilt") return unjudged("unavailable", tried.why);
  if (tried.kind === "mistake") return unjudged("broken", tried.message);
  return verdictOf(tried);
}
