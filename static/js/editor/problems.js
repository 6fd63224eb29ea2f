/** The compiler's messages as a sentence to be read out. */
export function inWords(/** @type {import("./editor.js").Problem[]} */ problems) {
  return problems.map((p) => `Line ${p.line}: ${p.message}${p.hint ? `. ${p.hint}` : ""}`).join(". ");
}
