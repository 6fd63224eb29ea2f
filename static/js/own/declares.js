// What a text of Go declares, so far as one can tell without a compiler: from each
// func, type, const and var that begins a line, to the end of its brackets. What is
// taken for a declaration too much does no harm: cells that use it are then said to
// be outdated although they are not.

/** What goes on in the next line. */
const goesOn = /[=+\-*/%&|^<>!.,:][ \t]*$/;
const starts = /^[ \t]*(?:func[ \t]+[\p{L}_(]|(?:type|const|var)\b)/u;
/** Strings, characters and comments, in which brackets do not count. */
const quoted = /`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/.*|\/\*[^]*?\*\//g;

export function declarations(/** @type {string} */ text) {
  /** @type {string[]} */
  const found = [];
  const lines = text.split("\n");
  const bare = text.replace(quoted, (part) => part.replace(/[^\n]/g, " ")).split("\n");
  let open = 0; // brackets
  let more = false;
  bare.forEach((line, i) => {
    if (open <= 0 && !more && !starts.test(line)) return;
    open = Math.max(open, 0) + (line.match(/[([{]/g)?.length ?? 0) - (line.match(/[)\]}]/g)?.length ?? 0);
    more = goesOn.test(line);
    found.push(lines[i].trim());
  });
  return found.join("\n");
}
