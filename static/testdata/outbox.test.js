import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Busy, Refused, Unreachable } from "./js/api/http.js";
import { Outbox, submission } from "./js/class/outbox.js";

const prefix = "abacus-class-answer/";
const verdict = { state: "notYet", said: "Not yet: " + "x".repeat(350) };
const answer = { lesson: "gini", exercise: "Half", verdict, typed: { text: "SELECT 1" } };

globalThis.addEventListener = () => {};
globalThis.setTimeout = () => 0; // later tries are not this test's
beforeEach(() => {
  const kept = new Map();
  globalThis.localStorage = new Proxy({
    getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key),
  }, { ownKeys: () => [...kept.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
});

/** An outbox, what it sends, and what it tells. */
function outbox(submit) {
  const sent = [], told = [];
  const box = new Outbox({ submit: async (what) => (sent.push(what), submit?.(what)) }, (news) => told.push(news));
  return { box, sent, told };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("an answer is sent with its verdict as the check gave it", async () => {
  const { box, sent } = outbox();
  box.add(answer);
  await settled();
  assert.deepEqual({ ...sent[0], id: "" }, { id: "", ...answer });
  assert.equal(box.waiting, 0);
});

test("what earlier versions of the site kept is sent with a verdict", async () => {
  const old = { id: "abc", lesson: "gini", exercise: "Half", passed: true, said: "Well done.", typed: {} };
  assert.deepEqual(submission(old), { id: "abc", lesson: "gini", exercise: "Half", verdict: { state: "passed", said: "Well done." }, typed: {} });
  localStorage.setItem(prefix + "abc", JSON.stringify({ ...old, passed: false }));
  const { box, sent } = outbox();
  await box.send();
  assert.equal(sent[0].verdict.state, "notYet");
});

test("an answer is kept until the server has it, and dropped when it never will", async () => {
  for (const [error, waits, news] of [
    [new Unreachable("away"), 1, {}],
    [new Busy("later", 503, 1000), 1, {}],
    [new Refused("Our mistake.", 500), 1, {}],
    [new Refused("Join first.", 401), 1, { unknown: true }],
    [new Refused("No such exercise.", 400), 0, { refused: "No such exercise." }],
  ]) {
    const { box, told } = outbox(() => Promise.reject(error));
    box.add(answer);
    await settled();
    assert.equal(box.waiting, waits, error.message);
    for (const [key, value] of Object.entries(news)) assert.equal(told[0][key], value);
    box.clear();
  }
});
