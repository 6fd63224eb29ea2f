// Jupyter notebooks for GoNB, a kernel for Go, as cells of the reader's own. It only
// reads: what it says can come from anybody.
//
// A cell of GoNB has declarations and, below a line %%, statements. Lines that begin
// with % or ! are commands for the kernel or the shell, which a page does not have. In
// notebooks that were downloaded here, metadata say where a cell comes from: see
// server/download/nbformat.go.
import { digest } from "./digest.js";
import { isLanguage } from "./own-cells.js";

/**
 * @typedef {import("./own-cells.js").Language} Language
 * @typedef {{language: Language, title: string, text: string}} Cell without a title: ""
 * @typedef {{cells: Cell[], notes: string[]}} Read notes: what is left out, and what is otherwise than it was
 *
 * @typedef {object} Origin
 * @property {string} [lesson]
 * @property {Language} [language]
 * @property {string} title
 * @property {string} [text]
 * @property {boolean} same the cell has not changed since
 */

const largest = { cells: 2000, text: 60_000, title: 60 };

/**
 * Reads a notebook.
 * @param {string} json
 * @returns {Read} throws an Error that tells the reader what is wrong
 */
export function read(json) {
  const notebook = check(json);
  /** @type {Cell[]} */
  const cells = [];
  /** @type {string[]} */
  const notes = [];
  /** @type {Map<string, number>} */
  const ofLessons = new Map();
  notebook.cells.forEach((/** @type {unknown} */ raw, /** @type {number} */ i) => {
    const say = (/** @type {string} */ text) => notes.push(`Cell ${i + 1} of the file ${text}`);
    const { type, source, attachments, origin } = parts(raw);
    if (source === null || !["markdown", "code", "raw"].includes(type)) return say("is not taken: it cannot be read.");
    if (origin?.lesson && origin.same) return ofLessons.set(origin.lesson, (ofLessons.get(origin.lesson) ?? 0) + 1);
    if (!source.trim()) return;
    const old = type === "code" ? ofOldDownload(source) : "";
    if (old) return say(`is not taken: ${old}`);
    if (source.length > largest.text) return say("is not taken: it is longer than a cell may be.");
    const cell = origin?.language && origin.same ? { language: origin.language, title: origin.title, text: origin.text ?? source }
      : type === "raw" ? null : type === "markdown" ? prose(source, origin) : code(source, origin, say);
    if (type === "raw") say("is not taken: it is neither text nor code.");
    if (!cell) return;
    if (cell.text.length > largest.text) return say("is not taken: it is longer than a cell may be.");
    if (attachments) say("has lost its pictures: text cells have none.");
    cells.push(cell);
  });
  for (const [lesson, n] of ofLessons) {
    const [are, they] = n === 1 ? ["cell is", "it"] : ["cells are", "they"];
    notes.push(lesson === "notebook" ? `${n} ${are} not taken: ${they} set${n === 1 ? "s" : ""} up GoNB, which a page does not need.`
      : `${n} ${are} not taken: ${they} belong${n === 1 ? "s" : ""} to the lesson “${lesson}”, which the course has.`);
  }
  return { cells, notes: [...notes, ...shared(cells)] };
}

/** The notebook in a text. @returns {{cells: unknown[]}} */
function check(/** @type {string} */ json) {
  /** @type {any} */
  let notebook;
  try {
    notebook = JSON.parse(json);
  } catch {
    throw new Error("This is not a Jupyter notebook, or it is damaged. Nothing was changed.");
  }
  if (!Number.isInteger(notebook?.nbformat)) throw new Error("This is not a Jupyter notebook. Nothing was changed.");
  if (notebook.nbformat !== 4) {
    throw new Error(`This notebook is in version ${notebook.nbformat} of Jupyter's format; version 4 can be read here. Save it again in Jupyter. Nothing was changed.`);
  }
  if (!Array.isArray(notebook.cells)) throw new Error("This notebook is damaged: it has no cells. Nothing was changed.");
  const language = otherLanguage(notebook.metadata);
  if (language) throw new Error(`This notebook is in ${language}. Notebooks in Go, for GoNB, can be brought in. Nothing was changed.`);
  if (notebook.cells.length > largest.cells) throw new Error(`This notebook has more than ${largest.cells} cells. Nothing was changed.`);
  return notebook;
}

/** What a notebook that is not Go is in; "" for Go, and if it does not say. */
function otherLanguage(/** @type {any} */ metadata) {
  const kernel = metadata?.kernelspec;
  const [name, language, shown] = [kernel?.name, metadata?.language_info?.name ?? kernel?.language, kernel?.display_name]
    .map((text) => (typeof text === "string" ? text.slice(0, 40) : ""));
  if (language.toLowerCase() === "go" || name === "gonb" || (!language && !name)) return "";
  return shown || language || name;
}

/** The parts of a cell. @returns {{type: string, source: string | null, attachments: boolean, origin: Origin | null}} */
function parts(/** @type {any} */ cell) {
  const lines = cell?.source;
  const joined = Array.isArray(lines) && lines.every((line) => typeof line === "string") ? lines.join("") : lines;
  const source = typeof joined === "string" ? joined.replaceAll("\r\n", "\n") : null;
  const { attachments } = cell ?? {};
  return { type: String(cell?.cell_type), source, attachments: !!attachments && Object.keys(attachments).length > 0, origin: originOf(cell, source ?? "") };
}

/** @returns {Origin | null} */
function originOf(/** @type {any} */ cell, /** @type {string} */ source) {
  const from = cell?.metadata?.abacus;
  if (typeof from?.digest !== "string") return null;
  return {
    lesson: /^[a-z0-9-]{1,60}$/.test(from.lesson ?? "") ? from.lesson : undefined,
    language: isLanguage(from.language) ? from.language : undefined,
    title: typeof from.title === "string" ? from.title.slice(0, largest.title) : "",
    text: typeof from.text === "string" ? from.text : undefined,
    same: from.digest === digest(source),
  };
}

/** A cell of Markdown. @returns {Cell} */
function prose(/** @type {string} */ source, /** @type {Origin | null} */ origin) {
  const title = origin?.title ?? "";
  const lines = source.trim().split("\n");
  const fence = /^(`{3,})sql$/.exec(lines[0])?.[1];
  if (origin?.language === "sql" && fence && lines.at(-1) === fence) return { language: "sql", title, text: lines.slice(1, -1).join("\n") };
  return { language: "text", title, text: source };
}

/** A cell of code, unless it cannot be one here. @returns {Cell | null} */
function code(/** @type {string} */ source, /** @type {Origin | null} */ origin, /** @type {(text: string) => void} */ say) {
  const lines = source.split("\n");
  const other = /^%%(writefile|script|bash|sh)(\s|$)/.exec(lines[0]);
  if (other) return say(`is not taken: it is for ${other[1] === "writefile" ? "a file" : "the shell"} (%%${other[1]}), not Go.`), null;
  const { declarations, statements, commands } = split(lines);
  const foreign = [...declarations.matchAll(/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\s]+)"[ \t]*$/gm)].map(([, path]) => path).filter(isForeign);
  const text = [withoutOurs(declarations), here(statements, say)].map((part) => part.replace(/^\n+/, "").trimEnd()).filter(Boolean).join("\n\n");
  if (!text && commands.length) say(`is not taken: it has only commands, such as “${short(commands[0])}”, which a page does not have.`);
  if (!text) return null;
  for (const command of commands) say(why(command));
  for (const path of foreign) say(`is taken, but imports ${path.slice(0, 100)}, which pages do not have.`);
  return { language: "go", title: origin?.title ?? "", text };
}

/** Why a cell of a notebook is not needed that was downloaded here before there were metadata; "" for any other. */
function ofOldDownload(/** @type {string} */ source) {
  if (source.includes("GONB_TMP_DIR") && source.includes("const shared = `")) return "it sets up GoNB, which a page does not need.";
  return source.includes("func showCell(cell func(*notebook.Cell)") ? "it shows a lesson's cells in GoNB, which a page does by itself." : "";
}

/** What commands of the kernel are for, by their names. @type {Record<string, string>} */
const commandsFor = {
  args: "a page has no command line", test: "a page runs no tests", "%test": "a page runs no tests", wasm: "every cell here runs in the browser",
  env: "a page has no environment", cd: "a page has no directories", capture: "a page has no files",
  goflags: "a page has its own compiler", autoget: "a page gets no packages", noautoget: "a page gets no packages",
  with_inputs: "a page cannot run commands of the computer", with_password: "a page cannot run commands of the computer", widgets: "use nb for inputs",
};

const short = (/** @type {string} */ text) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Says why a line is left out. */
function why(/** @type {string} */ command) {
  const shown = short(command);
  const args = /^%(?:%|main)\s+\S/.test(command);
  const name = /^% *(\S+)/.exec(command)?.[1] ?? "";
  const reason = command[0] === "!" ? "a page cannot run commands of the computer" : args ? "a page has no command line" : Object.hasOwn(commandsFor, name) ? commandsFor[name] : "it is a command for GoNB";
  return args ? `has lost the arguments in “${shown}”: ${reason}.` : `has lost “${shown}”: ${reason}.`;
}

/**
 * Splits the lines of a cell, and takes out commands.
 * @param {string[]} lines
 */
function split(lines) {
  /** @type {string[]} */
  const commands = [];
  /** @type {string[]} */
  const above = [];
  /** @type {string[]} */
  const below = [];
  let main = false;
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i].replace(/^\/\/gonb:(?=[%!])/, "");
    if (line.length < 2 || !"%!".includes(line[0])) {
      (main ? below : above).push(lines[i]);
      continue;
    }
    while (line.endsWith("\\") && i + 1 < lines.length) line = `${line.slice(0, -1)} ${lines[++i]}`;
    line = line.trimEnd();
    main ||= /^%(%|main)(\s|$)/.test(line);
    if (line !== "%%" && line !== "%main") commands.push(line);
  }
  return { declarations: above.join("\n"), statements: below.join("\n"), commands };
}

/** Reports whether programs of pages cannot import a package. */
function isForeign(/** @type {string} */ path) {
  return path === "C" || (path.split("/", 1)[0].includes(".") && !path.startsWith("gonum.org/v1/"));
}

/** Declarations without the imports that our own notebooks need for showing values. */
function withoutOurs(/** @type {string} */ declarations) {
  return declarations.replace(/^[ \t]*(?:abacus_show |_ )?"abacus\/lessons\/notebook(?:\/show|\/show\/plots|\/terminal)?"\n/gm, "").replace(/^import \(\s*\)\n*/m, "");
}

/** Statements as a page has them: nb is at hand, and the value of the last one is shown. */
function here(/** @type {string} */ statements, /** @type {(text: string) => void} */ say) {
  const call = /^\s*showCell\((\w+)(, .*)?\)\s*$/.exec(statements);
  if (call?.[2]) say(`has lost the inputs in “${short(statements.trim())}”: set them on the page.`);
  if (call) return `${call[1]}(nb)`;
  const start = /^\s*showCell\(func\(nb \*notebook\.Cell\) \{\n/.exec(statements);
  const body = statements.trimEnd();
  if (!start || !body.endsWith("\n})")) return statements;
  const inner = outdent(body.slice(start[0].length, -"\n})".length));
  const shows = [...inner.matchAll(/^(?:abacus_)?show\.Result\(nb\)\(/gm)].at(-1);
  if (!shows || !inner.trimEnd().endsWith(")")) return inner;
  return inner.slice(0, shows.index) + inner.trimEnd().slice(shows.index + shows[0].length, -1);
}

/** Takes a tab from the start of each line outside of texts between backquotes. */
function outdent(/** @type {string} */ text) {
  let quoted = false;
  return text.split("\n").map((line) => {
    const outer = quoted ? line : line.replace(/^\t/, "");
    if (line.split("`").length % 2 === 0) quoted = !quoted;
    return outer;
  }).join("\n");
}

/** Says which variables other cells use: here they do not see them. @returns {string[]} */
function shared(/** @type {Cell[]} */ cells) {
  const go = cells.filter(({ language }) => language === "go");
  const words = go.map(({ text }) => new Set(text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu)));
  return go.flatMap(({ text }, i) => {
    const names = [...text.matchAll(/^var (\w+)/gm)].map(([, name]) => name.slice(0, 40));
    const used = names.filter((name) => words.some((others, j) => j > i && others.has(name)));
    return used.length ? [`Other cells use ${used.slice(0, 5).join(", ")}: here they do not see the variables of a cell. Let a function return them.`] : [];
  });
}
