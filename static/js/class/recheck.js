// Checks again what learners' browsers say has passed: questions and SQL on the
// server, code here, behind the wall that all programs run behind.
import { attempt } from "../program/build-and-run.js";
import { maxSaid } from "../wire.js";
import { createRunner } from "../program/run/runner.js";

/**
 * @typedef {{lesson: string, exercise: string, edits: import("../program/program.js").Edit[], answers: object[]}} Group answers that are the same but for who gave them
 * @typedef {(path: string, what: object) => Promise<any>} Post
 */

/**
 * @param {Post} post to the teacher's side of the server, by path
 * @param {boolean} builds whether there is a compiler
 * @param {(text: string) => void} tell
 */
export async function recheck(post, builds, tell) {
  const runner = builds ? createRunner() : null;
  let checked = 0, differ = 0;
  const tried = new Set(); // programs for which there was no verdict
  try {
    for (;;) {
      tell(`Checking… ${checked} done.`);
      const { left, programs, skipped } = await post("recheck", {});
      let news = 0;
      for (const group of /** @type {Group[]} */ (programs)) {
        const name = JSON.stringify(group.answers[0]);
        if (!runner || tried.has(name)) continue;
        tried.add(name);
        const verdict = await run(runner, group);
        if (!verdict) continue;
        await post("verdict", { answers: group.answers, verdict });
        news++;
        checked += group.answers.length;
        if (verdict.state !== "passed") differ += group.answers.length;
        tell(`Checking… ${checked} done.`);
      }
      if (left || news) continue;
      const open = programs.reduce((/** @type {number} */ sum, /** @type {Group} */ g) => sum + g.answers.length, skipped);
      return tell(`Checked${differ ? `; ${differ} in code did not pass` : ""}.${open ? ` ${open} could not be checked now.` : ""}`);
    }
  } finally {
    runner?.destroy();
  }
}

/**
 * What the lesson's check says of a group's code. Null: no verdict.
 * @param {ReturnType<typeof createRunner>} runner
 * @param {Group} group
 * @returns {Promise<import("../wire.js").Verdict | null>}
 */
async function run(runner, { lesson, exercise, edits }) {
  const tried = await attempt(runner, lesson, edits, `Check${exercise}`);
  if (!tried) return null;
  const verdict = tried.events.find((e) => e.kind === "verdict");
  const said = (verdict ? String(verdict.text ?? "") : tried.problem || "The check says nothing.").slice(0, maxSaid);
  return { state: verdict?.passed === true ? "passed" : "notYet", said };
}
