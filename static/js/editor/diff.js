// Differences between two texts: line by line for people, and as small
// replacements for an editor, so that its caret stays in place.

/** @typedef {{mark: " " | "-" | "+", text: string}} Line */

/** Above this many comparisons the differing parts are shown as a whole. */
const most = 4e6;

/**
 * The lines of both texts in order: common ones, those that only the first
 * has (-), and those that only the second has (+). The common ones are a
 * longest common subsequence.
 * @param {string} before
 * @param {string} after
 * @returns {Line[]}
 */
export function lineDiff(before, after) {
  const a = before.split("\n");
  const b = after.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [
    ...marked(" ", a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...marked(" ", a.slice(a.length - end)),
  ];
}

const marked = (/** @type {Line["mark"]} */ mark, /** @type {string[]} */ lines) => lines.map((text) => ({ mark, text }));

/** @returns {Line[]} */
function middle(/** @type {string[]} */ a, /** @type {string[]} */ b) {
  if (a.length * b.length > most) return [...marked("-", a), ...marked("+", b)];
  // common[i][j] is the length of the longest common subsequence of a from i and b from j.
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  /** @type {Line[]} */
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) lines.push({ mark: " ", text: a[i++] }), j++;
    else if (common[i + 1][j] >= common[i][j + 1]) lines.push({ mark: "-", text: a[i++] });
    else lines.push({ mark: "+", text: b[j++] });
  }
  return [...lines, ...marked("-", a.slice(i)), ...marked("+", b.slice(j))];
}

/**
 * The replacements that turn one text into another. Where they differ in
 * white space alone, as after gofmt, nothing else is replaced.
 * @param {string} before
 * @param {string} after
 * @returns {{from: number, to: number, insert: string}[]}
 */
export function replacements(before, after) {
  const list = [];
  for (let i = 0, j = 0; i < before.length || j < after.length; i++, j++) {
    const [from, start] = [i, j];
    i = afterSpace(before, i);
    j = afterSpace(after, j);
    if (before[i] !== after[j]) return replacement(before, after, 0, before.length, 0, after.length);
    list.push(...replacement(before, after, from, i, start, j));
  }
  return list;
}

function afterSpace(/** @type {string} */ text, /** @type {number} */ i) {
  while (i < text.length && /\s/.test(text[i])) i++;
  return i;
}

/** Replaces one part by another, without their common prefix and suffix. */
function replacement(/** @type {string} */ before, /** @type {string} */ after,
  /** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ start, /** @type {number} */ end) {
  while (from < to && start < end && before[from] === after[start]) from++, start++;
  while (from < to && start < end && before[to - 1] === after[end - 1]) to--, end--;
  return from < to || start < end ? [{ from, to, insert: after.slice(start, end) }] : [];
}
