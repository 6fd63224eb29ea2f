// What the course uses of the Markdown parser of CodeMirror's author, in one module.
export { Strikethrough, Table, parser } from "@lezer/markdown";
