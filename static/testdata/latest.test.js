import assert from "node:assert/strict";
import { test } from "node:test";
import { latest } from "./js/page/latest.js";

/** A function whose calls end when the test says so. */
function controlled() {
  const calls = [];
  const f = (signal, input) => new Promise((resolve, reject) => calls.push({ signal, input, resolve, reject }));
  return { calls, f };
}

test("a newer input aborts the one under way, whose answer is dropped", async () => {
  const { calls, f } = controlled();
  const ask = latest(f);
  const first = ask("a");
  const second = ask("b");
  assert.equal(calls[0].signal.aborted, true);
  calls[1].resolve("B");
  calls[0].resolve("A");
  assert.equal(await first, undefined);
  assert.equal(await second, "B");
});

test("with patience the newest waits, and those between are dropped", async () => {
  const { calls, f } = controlled();
  const ask = latest(f, Infinity);
  const answers = [ask("a"), ask("b"), ask("c")];
  assert.equal(ask.waiting, true);
  assert.equal(calls.length, 1);
  assert.equal(await answers[1], undefined);
  calls[0].resolve("A");
  assert.equal(await answers[0], "A");
  assert.equal(ask.waiting, false);
  calls[1].resolve("C");
  assert.equal(await answers[2], "C");
  assert.deepEqual(calls.map((c) => c.input), ["a", "c"]);
});

test("patience that is over cuts what is under way", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(performance, "now", () => 0);
  const { calls, f } = controlled();
  const ask = latest(f, 1000);
  const first = ask("a");
  const second = ask("b");
  t.mock.timers.tick(999);
  assert.equal(calls.length, 1);
  t.mock.timers.tick(1);
  assert.equal(calls[0].signal.aborted, true);
  assert.equal(calls.length, 2);
  calls[1].resolve("B");
  calls[0].reject(new Error("too late"));
  assert.equal(await second, "B");
  assert.equal(await first, undefined);
});

test("what waits can be given up alone, or with what is under way", async () => {
  const { calls, f } = controlled();
  const ask = latest(f, Infinity);
  const first = ask("a");
  const second = ask("b");
  ask.drop();
  assert.equal(await second, undefined);
  assert.equal(calls[0].signal.aborted, false);
  const third = ask("c");
  ask.abort();
  assert.equal(calls[0].signal.aborted, true);
  calls[0].resolve("A");
  assert.equal(await first, undefined);
  assert.equal(await third, undefined);
  const fourth = ask("d");
  calls[1].resolve("D");
  assert.equal(await fourth, "D");
});

test("an error is the answer, unless it is not wanted any more; the next input gets its turn", async () => {
  const { calls, f } = controlled();
  const ask = latest(f, Infinity);
  const first = ask("a");
  const second = ask("b");
  calls[0].reject(new Error("no"));
  await assert.rejects(first, /no/);
  calls[1].resolve("B");
  assert.equal(await second, "B");
});
