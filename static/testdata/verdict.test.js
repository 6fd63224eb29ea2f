// A verdict is made where the check runs and is never read back from the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment } from "./js/api.js";
import { judge } from "./js/class/recheck.js";
import { answerTo } from "./js/class/learner.js";
import { answered, progressAfter } from "./js/exercise/answered.js";
import { mount } from "./js/exercise/exercise.js";
import { outcome } from "./js/program/check-page.js";
import { conclusive, verdictOf } from "./js/program/verdict.js";
import { maxSaid } from "./js/wire.js";

const failure = (kind, message = "why") => ({ kind, message, trace: "", frames: [] });
const shows = (...events) => ({ output: { events }, failure: null });

test("a check's verdict is the verdict, whatever else it shows", () => {
  const passed = { kind: "verdict", passed: true, text: "Well done." };
  assert.deepEqual(verdictOf(shows({ kind: "error", text: "Not yet" }, passed)), { state: "passed", said: "Well done." });
  assert.deepEqual(verdictOf(shows({ kind: "verdict", passed: false, text: "passed" })), { state: "notYet", said: "passed" });
});

test("a program's own end is held against it, the machine's is not", () => {
  for (const kind of ["panic", "deadlock", "exit", "memory", "stack", "flood", "result"]) {
    assert.deepEqual(verdictOf({ output: null, failure: failure(kind) }), { state: "notYet", said: "why" }, kind);
  }
  for (const kind of ["timeout", "lost", "broken", "stopped", "cell"]) {
    const verdict = verdictOf({ output: null, failure: failure(kind) });
    assert.equal(verdict.state, "noVerdict", kind);
    assert.equal(conclusive(verdict), false, kind);
  }
});

test("whatever a program forges becomes a sound verdict", () => {
  for (const output of [null, 1, {}, { events: 1 }, { events: [null, 1, "x"] }]) {
    assert.deepEqual(verdictOf({ output, failure: null }), { state: "noVerdict", reason: "unanswered", said: "" });
  }
  assert.deepEqual(verdictOf(shows({ kind: "verdict", passed: "yes", text: { html: "<b>" } })), { state: "notYet", said: "" });
});

test("what is said is kept up to the limit of the wire, in characters", () => {
  const said = (text) => verdictOf(shows({ kind: "verdict", passed: false, text })).said;
  for (const sign of ["a", "ß", "𝛼"]) {
    assert.equal(said(sign.repeat(maxSaid)), sign.repeat(maxSaid));
    assert.equal(said(sign.repeat(maxSaid + 1)), sign.repeat(maxSaid - 1) + "…");
  }
});

test("progress follows the verdict", () => {
  assert.equal(progressAfter({ state: "passed", said: "" }), "done");
  assert.equal(progressAfter({ state: "notYet", said: "" }), "tried");
  assert.equal(progressAfter({ state: "noVerdict", reason: "interrupted", said: "" }), "tried");
  assert.equal(progressAfter({ state: "noVerdict", reason: "busy", said: "" }), null);
  assert.equal(progressAfter({ state: "noVerdict", reason: "broken", said: "" }), null);
  assert.equal(progressAfter(null), null);
});

/** An exercise on whose page a verdict stands that says the opposite. */
class Section extends EventTarget {
  dataset = { exercise: "Half", kind: "sql", state: "" };
  closest = () => ({ dataset: { lesson: "gini" } });
  querySelector = (selector) => (selector === ".verdict" ? { classList: { contains: () => this.shownPassed } } : null);
  querySelectorAll = () => [];
}

test("an exercise takes its verdict from the event, not from the page", () => {
  for (const passed of [true, false]) {
    const section = Object.assign(new Section(), { shownPassed: !passed });
    const recorded = [];
    const progress = { of: () => recorded.at(-1) ?? "untouched", record: (_, __, state) => recorded.push(state) };
    mount(section, { progress, announce() {} });
    section.dispatchEvent(new CustomEvent(answered, { detail: { verdict: { state: passed ? "passed" : "notYet", said: "" }, typed: {} } }));
    assert.deepEqual(recorded, [passed ? "done" : "tried"]);
    assert.equal(section.dataset.state, passed ? "done" : "tried");
  }
});

test("a fragment's verdict is its data, not what it shows", () => {
  for (const state of ["passed", "notYet"]) {
    const shown = { className: `verdict ${state === "passed" ? "failed" : "passed"}`, classList: { contains: (name) => shown.className.includes(name) } };
    const root = { dataset: { verdict: JSON.stringify({ state, said: "" }) }, querySelector: () => shown, querySelectorAll: () => [shown] };
    globalThis.document = { createElement: () => ({ content: { firstElementChild: root } }) };
    assert.deepEqual(fragment("<div>").verdict, { state, said: "" });
  }
  delete globalThis.document;
});

test("the class is told the whole verdict", () => {
  const said = "Not yet: " + "x".repeat(350);
  const verdict = { state: "notYet", said };
  assert.deepEqual(answerTo({ lesson: "gini", exercise: "Half" }, { verdict, typed: { text: "SELECT 1" } }),
    { lesson: "gini", exercise: "Half", verdict, typed: { text: "SELECT 1" } });
});

test("a recheck holds nothing against an answer that could not be built or run", () => {
  const problem = judge({ kind: "unbuilt", why: "Code cannot be changed on this server." });
  assert.deepEqual(problem, { state: "noVerdict", reason: "unavailable", said: "Code cannot be changed on this server." });
  assert.equal(conclusive(problem), false);
  assert.equal(conclusive(judge({ kind: "ran", output: null, failure: failure("timeout") })), false);
  assert.deepEqual(judge({ kind: "mistake", message: "undefined: x" }), { state: "noVerdict", reason: "broken", said: "undefined: x" });
  assert.equal(conclusive(judge({ kind: "mistake", message: "undefined: x" })), true);
});

test("the command check is told why something could not be built", () => {
  assert.deepEqual(outcome({ kind: "unbuilt", why: "no room" }), { failed: "no room", verdict: null, said: "" });
  assert.deepEqual(outcome({ kind: "ran", ...shows({ kind: "verdict", passed: true, text: "Yes." }) }), { failed: "", verdict: true, said: "Yes." });
  assert.deepEqual(outcome({ kind: "ran", ...shows({ kind: "error", text: "no" }) }), { failed: "no", verdict: null, said: "no" });
});
