import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "./js/api.js";
import { Busy, Refused, Unreachable, patiently } from "./js/api/http.js";
import { makeSite } from "./js/page/site.js";

const api = new Api(makeSite({}), "page-1");
const request = { lesson: "gini", edits: [], cells: ["A"] };
const how = () => ({ signal: new AbortController().signal, soon: false });

/** Has fetch answer, and keeps what it was asked. @returns {any[]} */
function answering(...responses) {
  const asked = [];
  globalThis.fetch = async (address, init) => {
    asked.push({ address: String(address), ...init });
    const next = responses.length > 1 ? responses.shift() : responses[0];
    if (next instanceof Error) throw next;
    return next.clone();
  };
  return asked;
}

const json = (what, status = 200, headers = {}) => new Response(JSON.stringify(what), { status, headers: { "Content-Type": "application/json", ...headers } });
const text = (what, status, type = "text/plain; charset=utf-8") => new Response(what, { status, headers: { "Content-Type": type } });

test("a request says which page asks, and that it wants part of one", async () => {
  const asked = answering(json({ tookMs: 1 }));
  await api.build("/", request, { ...how(), soon: true });
  assert.equal(asked[0].address, "/lessons/gini/build?part&soon");
  assert.equal(asked[0].headers["Abacus-Page"], "page-1");
  assert.deepEqual(JSON.parse(asked[0].body), { edits: [], cells: ["A"] });
});

test("no answer is Unreachable, one that is not granted Refused, in the server's words", async () => {
  answering(new TypeError("Failed to fetch"));
  await assert.rejects(api.trials(), Unreachable);
  answering(text("That is too long.\n", 413));
  await assert.rejects(api.trials(), (error) => error instanceof Refused && error.status === 413 && error.message === "That is too long.");
  answering(text("<!doctype html><title>no</title>", 404, "text/html"));
  await assert.rejects(api.trials(), (error) => error instanceof Refused && error.message === "The server answered 404.");
});

test("an answer that breaks off, or is none of ours, is Unreachable", async () => {
  answering(text("<html>a hotel's network</html>", 200, "text/html"));
  await assert.rejects(api.trials(), Unreachable);
});

test("a busy server says why, and when to ask again", async () => {
  answering(json({ wait: "3 are ahead of you." }, 503, { "Retry-After": "2" }));
  await assert.rejects(api.build("/", request, how()), (error) => error instanceof Busy && error.after === 2000 && error.message === "3 are ahead of you.");
  answering(text("Try again in a moment.", 429));
  await assert.rejects(api.build("/", request, how()), (error) => error instanceof Busy && error.message === "Try again in a moment.");
});

test("whoever aborts a request is told nothing else", async () => {
  const enough = new AbortController();
  globalThis.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const asked = api.search("x", enough.signal);
  enough.abort();
  await assert.rejects(asked, { name: "AbortError" });
});

test("patience asks again while the server is busy, and ends", async () => {
  const busy = (n) => async () => {
    if (n-- > 0) throw new Busy(`${n} left`, 503, 1);
    return "done";
  };
  const told = [];
  assert.equal(await patiently(busy(3), { waiting: (why) => told.push(why), patience: 60_000 }), "done");
  assert.deepEqual(told, ["2 left", "1 left", "0 left"]);
  await assert.rejects(patiently(busy(Infinity), { waiting() {}, patience: 0 }), Busy);
  const enough = new AbortController();
  await assert.rejects(patiently(busy(Infinity), { waiting: () => enough.abort(), patience: 60_000, signal: enough.signal }), { name: "AbortError" });
});
