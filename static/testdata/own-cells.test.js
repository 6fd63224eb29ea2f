// The cells of a reader's own, as they leave the browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { OwnCells } from "./js/work/own-cells.js";

/** A store that keeps everything in memory. */
function memory() {
  const kept = new Map();
  const key = (item) => JSON.stringify([item.lesson, item.kind, item.name, item.version]);
  let revision = 0;
  return {
    tab: "t",
    read: (item) => kept.get(key(item)),
    write: (item, value) => Boolean(kept.set(key(item), value)),
    remove: (item) => kept.delete(key(item)) || true,
    items: () => [],
    watch() {},
    nextRevision: () => `t.${++revision}`,
  };
}

test("a link and a download take cells of all languages, in order", () => {
  const cells = new OwnCells(memory(), "tables");
  for (const [language, text] of [["sql", "SELECT 1;"], ["go", "1 + 1"], ["text", "# Notes"], ["go", "2 + 2"]]) {
    cells.texts.set(cells.add(language, "intro+0").id, text, "");
  }
  assert.deepEqual(cells.shared.map(({ language, text }) => [language, text]),
    [["sql", "SELECT 1;"], ["go", "1 + 1"], ["text", "# Notes"], ["go", "2 + 2"]]);
});
