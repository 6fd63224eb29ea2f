// Code to write: a desk whose text is built with the lesson's check. Of what
// else the reader wrote only the exercises that it calls come along, so that no
// change elsewhere on the page can spoil the verdict. It runs in the reader's
// browser.
import { askLesson } from "../cell/compute.js";
import { awaitCompiler, build, buildAhead, format, prefetch } from "../program/builders.js";
import { Desk } from "../program/listing.js";
import { editsOf } from "../work/edits.js";
import { trying } from "../program/program.js";
import { progress } from "../work/progress.js";
import { fragment, note } from "../program/run/outputs.js";
import { createRunner } from "../program/run/runner.js";
import { away } from "../page/site.js";

/** @typedef {import("../program/run/runner.js").Result} Result */

/** One runner serves all exercises of a page. @type {ReturnType<typeof createRunner> | null} */
let shared = null;
const runner = () => (shared ??= createRunner());

/**
 * @param {HTMLElement} section the exercise
 * @param {string} lesson
 * @param {string} name
 */
export function mountStub(section, lesson, name) {
  const listing = /** @type {HTMLElement | null} */ (section.querySelector(".stub[data-source]"));
  if (!listing) return; // code cannot be changed on this server
  const outputs = /** @type {HTMLElement} */ (section.querySelector(".verdicts"));
  const declaration = listing.dataset.source ?? "";
  const check = `Check${name}`;
  const edits = editsOf(lesson);
  let work = new AbortController();

  const say = (/** @type {string} */ text) => outputs.replaceChildren(Object.assign(document.createElement("p"), { className: "say", textContent: text }));

  const run = async () => {
    work.abort();
    work = new AbortController();
    const { signal } = work;
    desk.show([]);
    say("Checking…");
    try {
      const mine = withCalled(declaration, edits.list);
      const shown = await verdict(mine, signal);
      if (!shown || signal.aborted) return;
      outputs.replaceChildren(...shown);
      outputs.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail: { typed: { edits: mine } } }));
    } catch (error) {
      if (!signal.aborted) outputs.replaceChildren(note(inWords(error)));
    }
  };

  /** What the check shows; null when there is something else to say first. */
  const verdict = async (/** @type {import("../program/program.js").Edit[]} */ mine, /** @type {AbortSignal} */ signal) => {
    if (!mine.length) { // the stub as it is: the server knows what it does
      const root = await askLesson(section, new URLSearchParams());
      return root && [.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes];
    }
    const answer = await build(lesson, mine, [check], say, signal);
    if (answer.problem) throw new Error(answer.problem);
    const formatted = answer.formatted?.find((e) => e.declaration === declaration);
    if (formatted) desk.formatted(mine[0].text, formatted.text);
    if (answer.diagnostics?.length) return mistakes(answer.diagnostics);
    const start = await runner().load(answer.wasm ?? new ArrayBuffer(0));
    const result = start?.failure ? start : await runner().call(check, {});
    return result && [...shows(check, result), ...unsolved(lesson, declaration, mine)];
  };

  const mistakes = (/** @type {import("../program/program.js").Diagnostic[]} */ all) => {
    const marked = all.filter((d) => d.line > 0 && d.yours && d.declaration === declaration);
    desk.show(marked);
    const others = all.filter((d) => !marked.includes(d)).map((d) => `${d.yours && d.declaration !== declaration ? `${d.declaration}, line ${d.line}: ` : ""}${d.message}`);
    const elsewhere = all.some((d) => d.yours && d.declaration !== declaration);
    if (!marked.length && elsewhere) return [note(["It calls code of yours that does not compile yet:", ...others].join("\n"))];
    if (marked.length) return [note(["It does not compile yet: see the marked " + (marked.length === 1 ? "line." : "lines."), ...others].join("\n"))];
    return [note(["The check cannot call this: leave the name, the arguments and the result as they were at the start.", ...others].join("\n"))];
  };

  const desk = new Desk(listing, edits, {
    run, runs: { text: "Check", label: `Check your ${declaration}` },
    changed: () => {
      prefetch(lesson, [check]);
      buildAhead(lesson, withCalled(declaration, edits.list), [check]);
    },
    opened: () => {
      awaitCompiler((text, news) => news && say(text))
        .then((there) => there && runner().prepare())
        .catch(() => {}); // the check will say what is wrong
    },
    format: async (declaration, text) => {
      try {
        const answer = await format(lesson, { declaration, text });
        return { text: answer.text, problem: answer.diagnostic };
      } catch (error) {
        outputs.replaceChildren(note(inWords(error)));
        return null;
      }
    },
  });
}

/** The declarations of the exercises other than one that texts mention. */
function mentioned(/** @type {string} */ declaration, /** @type {string[]} */ texts) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".stub")]).map((stub) => stub.dataset.source ?? "").filter((other) =>
    other !== declaration && other.split(",").some((name) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text))));
}

/**
 * The edit of a declaration, first, and those of the exercises that it calls,
 * directly or through others. Nothing when it is not edited.
 * @param {string} declaration
 * @param {import("../program/program.js").Edit[]} all
 */
function withCalled(declaration, all) {
  const found = all.filter((e) => e.declaration === declaration);
  for (const { text } of found) { // grows as calls are found
    const called = mentioned(declaration, [text]);
    found.push(...all.filter((e) => called.includes(e.declaration) && !found.includes(e)));
  }
  return found;
}

/** Says which exercises that are not solved yet the reader's code calls. */
function unsolved(/** @type {string} */ lesson, /** @type {string} */ declaration, /** @type {import("../program/program.js").Edit[]} */ edits) {
  const open = mentioned(declaration, edits.map((e) => e.text)).map((other) => other.split(",")[0]).filter((name) => progress(lesson, name) !== "done");
  if (!open.length) return [];
  const p = document.createElement("p");
  p.className = "say";
  p.textContent = `It calls ${new Intl.ListFormat("en").format(open)}, which ${open.length === 1 ? "is" : "are"} not solved yet.`;
  return [p];
}

function inWords(/** @type {unknown} */ error) {
  if (error instanceof TypeError) return `${away} What you wrote is kept; try again later.`; // what fetch throws
  return String(/** @type {Error} */ (error).message);
}

/** The check's outputs, and what became of it if it did not end well. */
function shows(/** @type {string} */ check, /** @type {Result} */ result) {
  const lines = result.text.split("\n");
  const last = lines.findLast((line) => line.startsWith(trying))?.slice(trying.length);
  const root = fragment(check, result.output ?? {}, {});
  const shown = [.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes];
  if (result.failure) {
    const p = document.createElement("p");
    p.className = "verdict failed";
    const where = result.failure.frames.find((f) => f.file.startsWith("yours/"));
    p.textContent = `Not yet${last ? `, at ${last}` : ""}: ${result.failure.message}${where ? ` See line ${where.line}.` : ""}`;
    shown.unshift(p);
  }
  const printed = lines.filter((line) => !line.startsWith(trying)).slice(0, maxPrinted).join("\n").trim();
  if (printed) shown.push(...print(printed));
  return shown;
}

/** Lines of what the reader's code prints that are shown: every input tried prints anew. */
const maxPrinted = 40;

function print(/** @type {string} */ text) {
  const title = Object.assign(document.createElement("p"), { className: "output-title", textContent: "Your code printed" });
  const pre = Object.assign(document.createElement("pre"), { className: "text", tabIndex: 0, textContent: text });
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "output");
  return [title, pre];
}
