import assert from "node:assert/strict";
import { test } from "node:test";
import { Busy, Refused, Unreachable } from "./js/api/http.js";
import { buildAndRun } from "./js/program/build-and-run.js";
import { CannotBuild, ServerBuilder } from "./js/program/server-builder.js";

const wasm = new ArrayBuffer(8);
const request = { lesson: "gini", edits: [{ declaration: "Gini", text: "func Gini() {}" }], cells: ["CheckHalf"] };
const how = (more = {}) => ({ waiting() {}, signal: new AbortController().signal, ...more });

/** A server that answers builds one after the other, the last for ever. */
function server(...answers) {
  const asked = [];
  return {
    asked,
    build: async (_, __, { soon }) => {
      asked.push(soon);
      const next = answers.length > 1 ? answers.shift() : answers[0];
      if (next instanceof Error) throw next;
      return next;
    },
    program: async (address) => {
      if (address === "/programs/gone") throw new Refused("no", 404);
      return wasm;
    },
  };
}
const busy = new Busy("2 are ahead of you.", 503, 1);
const program = { program: "/programs/a", tookMs: 5 };

test("a busy compiler is asked again until it answers", async () => {
  const told = [];
  const built = await new ServerBuilder(server(busy, busy, program), "/").build(request, how({ waiting: (why) => told.push(why) }));
  assert.deepEqual(built, { kind: "program", wasm, formatted: [], tookMs: 5, where: "on the server" });
  assert.equal(told.length, 2);
});

test("but not for ever, and the error says why", async () => {
  await assert.rejects(new ServerBuilder(server(busy), "/", 20).build(request, how()),
    (error) => error instanceof CannotBuild && /2 are ahead of you.*try again later/.test(error.message));
});

test("a problem, which waiting does not mend, ends the build at once", async () => {
  const api = server({ problem: "Code cannot be changed on this server.", tookMs: 0 });
  await assert.rejects(new ServerBuilder(api, "/").build(request, how()), new CannotBuild("Code cannot be changed on this server."));
  assert.equal(api.asked.length, 1);
});

test("where another compiler is ready a busy server is not waited for", async () => {
  const api = server(busy);
  await assert.rejects(new ServerBuilder(api, "/").build(request, how({ otherReady: () => true })), CannotBuild);
  assert.deepEqual(api.asked, [true]);
});

test("mistakes are an answer, and so is what the server does not take", async () => {
  const diagnostics = [{ declaration: "Gini", yours: true, line: 1, column: 1, message: "undefined: x" }];
  assert.deepEqual(await new ServerBuilder(server({ diagnostics, tookMs: 1 }), "/").build(request, how()), { kind: "mistakes", diagnostics, formatted: [] });
  assert.deepEqual(await new ServerBuilder(server(new Refused("Too long.", 413)), "/").build(request, how()), { kind: "problem", problem: "Too long." });
  await assert.rejects(new ServerBuilder(server(new Refused("Our mistake.", 500)), "/").build(request, how()), CannotBuild);
});

test("a program that is gone is built again, three times at most", async () => {
  const gone = { program: "/programs/gone", tookMs: 1 };
  const api = server(gone, program);
  assert.equal((await new ServerBuilder(api, "/").build(request, how())).kind, "program");
  assert.equal(api.asked.length, 2);
  const never = server(gone);
  await assert.rejects(new ServerBuilder(never, "/").build(request, how()), CannotBuild);
  assert.equal(never.asked.length, 3);
});

test("code nobody edits on a page: a problem is told, not waited for or called a mistake", async () => {
  const runner = { load: async () => ({ output: null, text: "", failure: null }), call: async () => ({ output: { events: [] }, text: "", failure: null }) };
  const run = (api, patience) => buildAndRun(new ServerBuilder(api, "/", patience), runner, request, "CheckHalf", () => {});
  assert.deepEqual(await run(server({ problem: "No compiler.", tookMs: 0 })), { kind: "unbuilt", why: "No compiler." });
  assert.equal((await run(server(busy), 20)).kind, "unbuilt");
  assert.deepEqual(await run(server({ tookMs: 1, diagnostics: [{ message: "undefined: x" }] })), { kind: "mistake", message: "undefined: x" });
  assert.deepEqual(await run(server(program)), { kind: "ran", output: { events: [] }, failure: null });
  await assert.rejects(run(server(new Unreachable("away"))), Unreachable);
});
