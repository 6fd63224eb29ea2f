// What Go's runtime says is put into words that say what to do; of the rest nothing is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { describe, describePanic } from "./js/program/run/failure.js";
import { inPlainWords } from "./js/program/run/plain.js";
import { inFull } from "./js/program/program.js";

test("what Go says is put into plain words", () => {
  for (const [said, want] of [
    ["assignment to entry in nil map", "make one first"],
    ["runtime error: index out of range [-1]", "none that is -1"],
    ["runtime error: index out of range [0] with length 0", "nothing is at position 0"],
    ["runtime error: index out of range [5] with length 1", "one value, at position 0. Nothing is at position 5"],
    ["runtime error: index out of range [5] with length 12", "It has 12 values"],
    ["runtime error: slice bounds out of range [:9] with capacity 3", "ends at 9, but there are only 3"],
    ["runtime error: slice bounds out of range [4:2]", "starts at 4, which is after its end, 2"],
    ["runtime error: slice bounds out of range [-1:]", "does not lie within"],
    ["runtime error: invalid memory address or nil pointer dereference", "is nil"],
    ["runtime error: integer divide by zero", "divided by 0"],
    ["interface conversion: interface {} is string, not int", "of type string. To ask first, write v, ok := x.(int)"],
    ["interface conversion: interface {} is nil, not int", "v, ok := x.(int)"],
    ["runtime error: makeslice: len out of range", "negative or far too large"],
    ["runtime error: negative shift amount", "negative number of places"],
    ["strings: negative Repeat count", "negative number of times"],
    ["invalid argument to IntN", "IntN must be greater than 0"],
    ["close of closed channel", "only once"],
    ["send on closed channel", "has been closed"],
    ["runtime error: hash of unhashable type []int", "type []int cannot be the key"],
    ["mat: dimension mismatch", "rows and columns"],
    ["open a.csv: not implemented on js", "has no files"],
    ["read /dev/stdin: not implemented on js", "nobody can type"],
  ]) {
    assert.ok(inPlainWords(said).includes(want), `${said}: ${inPlainWords(said)}`);
  }
  assert.equal(inPlainWords("my own words"), "");
  assert.equal(describePanic({ message: "my own words", frames: [] }).message, "The program panicked: my own words");
});

test("a stack that overflows has the place in the reader's code, once", () => {
  const trace = ["fatal error: all goroutines are asleep - deadlock!", "",
    "goroutine 1 [select (no cases)]:", "main.main()", "\tprogram/0-main.go:4 +0xa", "",
    "goroutine 8 [select (no cases)]:", "syscall/js.handleEvent()", "\tsyscall/js/func.go:98 +0x2b",
    "main.f(...)", "\tyours/Mine:2", "main.f(0x2)", "\tyours/Mine:2 +0x6", "main.Mine(0x2e6000)", "\tyours/Mine:4 +0x4", ""].join("\n");
  const failure = describe("stack", 2, trace, { timeout: 1, maxMemory: 1, away: "" });
  assert.match(failure.message, /calls itself without end/);
  assert.deepEqual(inFull(failure, (name) => name).split("\n").slice(1), ["in Mine, line 2", "in Mine, line 4"]);
  assert.deepEqual(describe("stack", 2, "", { timeout: 1, maxMemory: 1, away: "" }).frames, []);
});
