// Formulas in Markdown, as an extension of its grammar, by the rule of lessons (rule
// 3 in web/format/doc.go): $x$ is one within a line if neither $ has a space on its
// inner side and no digit follows the second one; a line that starts with $$ opens
// one of its own, which ends at the next $$ at the end of a line.

const [newline, dollar, backslash] = [..."\n$\\"].map((c) => c.charCodeAt(0));
const isSpace = (/** @type {number} */ c) => c < 0 || /\s/.test(String.fromCharCode(c));
const isDigit = (/** @type {number} */ c) => c >= 0 && /\d/.test(String.fromCharCode(c));

/** @returns {number} */
function inline(/** @type {any} */ cx, /** @type {number} */ next, /** @type {number} */ from) {
  if (next !== dollar || cx.char(from + 1) === dollar || isSpace(cx.char(from + 1))) return -1;
  for (let at = from + 1; at < cx.end; at++) {
    const c = cx.char(at);
    if (c === newline) return -1;
    if (c === backslash) at++;
    else if (c === dollar) {
      return isSpace(cx.char(at - 1)) || isDigit(cx.char(at + 1)) ? -1 : cx.addElement(cx.elt("Formula", from, at + 1));
    }
  }
  return -1;
}

/** Whether a line starts with $$; with more than three spaces before it, it is code. */
const opens = (/** @type {any} */ line) => line.indent < line.baseIndent + 4 && line.text.startsWith("$$", line.pos);

/** Makes a block with a child for each line, without the marks of quotes before it. */
function block(/** @type {any} */ cx, /** @type {any} */ line) {
  if (!opens(line)) return false;
  const from = cx.lineStart + line.pos;
  const lines = [];
  for (let at = line.pos + 2; ; at = line.basePos) {
    const end = line.text.trimEnd().length;
    const closed = end >= at + 2 && line.text.endsWith("$$", end);
    const to = closed ? end - 2 : end;
    if (to > at) lines.push(cx.elt("FormulaLine", cx.lineStart + at, cx.lineStart + to));
    if (!cx.nextLine() || closed || line.depth < cx.depth) break;
  }
  cx.addElement(cx.elt("FormulaBlock", from, cx.prevLineEnd(), lines));
  return true;
}

export const formulas = {
  defineNodes: ["Formula", { name: "FormulaBlock", block: true }, "FormulaLine"],
  parseInline: [{ name: "Formula", parse: inline }],
  parseBlock: [{ name: "FormulaBlock", parse: block, endLeaf: (/** @type {any} */ _, /** @type {any} */ line) => opens(line) }],
};
