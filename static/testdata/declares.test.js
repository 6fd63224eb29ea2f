import assert from "node:assert/strict";
import { test } from "node:test";
import { declarations } from "./js/own/declares.js";

for (const [name, text, want] of [
  ["nothing", "", ""],
  ["statements", "x := 1\nfmt.Println(x)", ""],
  ["a function and a statement", "func f() {\n\treturn\n}\nf()", "func f() {\nreturn\n}"],
  ["on one line", "func f() int { return 1 }\nf()", "func f() int { return 1 }"],
  ["a method", "func (p point) String() string {\n\treturn \"\"\n}\np", "func (p point) String() string {\nreturn \"\"\n}"],
  ["a type", "type point struct {\n\tx int\n}\npoint{}", "type point struct {\nx int\n}"],
  ["a group", "const (\n\ta = 1\n)\na", "const (\na = 1\n)"],
  ["a line that goes on", "var x =\n\t1 +\n\t2\nx", "var x =\n1 +\n2"],
  ["brackets in strings and comments", "var s = \"{[(\" // {\nvar c = '{'\nvar r = `{\n}{`\ns", "var s = \"{[(\" // {\nvar c = '{'\nvar r = `{\n}{`"],
  ["a function value is a statement", "func() {}()\nfor {\n}", ""],
  ["not finished", "func f() {\n\tx := 1\n", "func f() {\nx := 1\n"],
]) {
  test(`declarations: ${name}`, () => assert.equal(declarations(text), want));
}
