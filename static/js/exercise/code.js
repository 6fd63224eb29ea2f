// A code exercise: its text is built with the lesson's check and runs in the
// reader's browser. Of the reader's other edits, only exercises that it calls are
// included, so that no other change on the page affects the verdict.
import { latest } from "../page/latest.js";
import { EditableListing } from "../program/listing.js";
import { fragment, note } from "../program/run/outputs.js";
import { unjudged, verdictOf } from "../program/verdict.js";
import { doesNotCompile, inWords } from "../program/words.js";
import { reportAnswer } from "./answered.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {import("../wire.js").Verdict} Verdict
 * @typedef {import("../program/run/runner.js").Result} Result
 * @typedef {{shown: Node[], verdict: Verdict | null}} Checked what the check shows, and its verdict
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("../work/progress.js").Progress} progress
 * @property {import("../program/builders.js").Builders} builders
 * @property {import("../cell/compute.js").Compute} compute
 * @property {() => import("../program/run/runner.js").Runner} exerciseRunner the one that all exercises of the page share
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 */

/**
 * @param {HTMLElement} section the exercise
 * @param {string} name
 * @param {Page} page
 */
export function mountCode(section, name, page) {
  const element = /** @type {HTMLElement | null} */ (section.querySelector(".stub[data-source]"));
  if (!element) return; // this server has code editing turned off
  const outputs = /** @type {HTMLElement} */ (section.querySelector(".verdicts"));
  const declaration = element.dataset.source ?? "";
  const check = `Check${name}`;
  const { edits, builders } = page;
  const { lesson } = edits;

  const say = (/** @type {string} */ text) => outputs.replaceChildren(Object.assign(document.createElement("p"), { className: "say", textContent: text }));
  const trouble = (/** @type {unknown} */ error) =>
    outputs.replaceChildren(note(inWords(error, page.site)));

  const run = latest(async (signal) => {
    listing.show([]);
    say("Checking…");
    try {
      const mine = withCalled(declaration, edits.list);
      const checked = await checkIt(mine, signal);
      if (!checked || signal.aborted) return;
      outputs.replaceChildren(...checked.shown);
      reportAnswer(outputs, { verdict: checked.verdict, typed: { edits: mine } });
    } catch (error) {
      if (!signal.aborted) trouble(error);
    }
  });

  /** Runs the check; null if a newer answer replaced this one. @returns {Promise<Checked | null>} */
  const checkIt = async (/** @type {Edit[]} */ mine, /** @type {AbortSignal} */ signal) => {
    if (!mine.length) { // unchanged: the lesson's own code has the verdict
      const answer = await page.compute.check(section, new URLSearchParams());
      return answer && { shown: [.../** @type {HTMLElement} */ (answer.root.querySelector(":scope > .outputs")).childNodes], verdict: answer.verdict };
    }
    const built = await builders.build({ lesson, edits: mine, cells: [check] }, say, signal);
    if (signal.aborted) return null;
    if (built.kind === "problem") throw new Error(built.problem);
    const formatted = built.formatted.find((e) => e.declaration === declaration);
    if (formatted) listing.formatted(mine[0].text, formatted.text);
    if (built.kind === "mistakes") return mistakes(built.diagnostics);
    const runner = page.exerciseRunner();
    const start = await runner.load(built.wasm);
    const result = start?.failure ? start : await runner.call(check, {});
    if (!result) return null;
    const checked = said(check, result);
    return { ...checked, shown: [...checked.shown, ...unsolved(page.progress, lesson, declaration, mine)] };
  };

  /** @returns {Checked} */
  const mistakes = (/** @type {Diagnostic[]} */ all) => {
    const marked = all.filter((d) => d.line > 0 && d.yours && d.declaration === declaration);
    listing.show(marked);
    const others = all.filter((d) => !marked.includes(d)).map((d) => `${d.yours && d.declaration !== declaration ? `${d.declaration}, line ${d.line}: ` : ""}${d.message}`);
    const elsewhere = all.some((d) => d.yours && d.declaration !== declaration);
    const why = marked.length ? doesNotCompile(marked.length)
      : elsewhere ? "It calls other code of yours that does not compile yet:"
      : "The check cannot call this: keep the name, the parameters and the results as they were at the start.";
    const text = [why, ...others].join("\n");
    return { shown: [note(text)], verdict: unjudged("broken", text) };
  };

  const listing = new EditableListing(element, edits, {
    announce: page.announce, run, runs: { text: "Check", label: `Check your ${declaration}` },
    changed: () => {
      builders.prefetch(lesson, [check]);
      builders.buildAhead({ lesson, edits: withCalled(declaration, edits.list), cells: [check] });
    },
    opened: () => {
      builders.awaitCompiler((text, news) => news && say(text))
        .then((there) => there && page.exerciseRunner().prepare())
        .catch(() => {}); // the check reports what is wrong
    },
    format: async (declaration, text) => {
      try {
        const answer = await builders.format(lesson, { declaration, text });
        return { text: answer.text, problem: answer.diagnostic };
      } catch (error) {
        trouble(error);
        return null;
      }
    },
  });
}

/** The declarations of other exercises that texts mention. */
function mentioned(/** @type {string} */ declaration, /** @type {string[]} */ texts) {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".stub")]).map((stub) => stub.dataset.source ?? "").filter((other) =>
    other !== declaration && other.split(",").some((name) => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text))));
}

/**
 * The edit of a declaration, followed by those of the exercises that it calls,
 * directly or indirectly. Empty if it is not edited.
 * @param {string} declaration
 * @param {Edit[]} all
 */
function withCalled(declaration, all) {
  const found = all.filter((e) => e.declaration === declaration);
  for (const { text } of found) { // grows as calls are found
    const called = mentioned(declaration, [text]);
    found.push(...all.filter((e) => called.includes(e.declaration) && !found.includes(e)));
  }
  return found;
}

/** Names the unsolved exercises that the reader's code calls. */
function unsolved(/** @type {Page["progress"]} */ progress, /** @type {string} */ lesson, /** @type {string} */ declaration, /** @type {Edit[]} */ edits) {
  const open = mentioned(declaration, edits.map((e) => e.text)).map((other) => other.split(",")[0]).filter((name) => progress.of(lesson, name) !== "done");
  if (!open.length) return [];
  const p = document.createElement("p");
  p.className = "say";
  p.textContent = `It calls ${new Intl.ListFormat("en").format(open)}, which ${open.length === 1 ? "is" : "are"} not solved yet.`;
  return [p];
}

/** What a check shows and its verdict, or how it failed. @returns {Checked} */
function said(/** @type {string} */ check, /** @type {Result} */ result) {
  const root = fragment(check, result.output ?? {}, {});
  const shown = [.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes];
  const { failure } = result;
  const where = failure?.frames.find((f) => f.file.startsWith("yours/"));
  const why = failure && `Not yet${result.tried ? `, at ${result.tried}` : ""}: ${failure.message}${where ? ` See line ${where.line}.` : ""}`;
  if (why) shown.unshift(Object.assign(document.createElement("p"), { className: "verdict failed", textContent: why }));
  const printed = result.text.split("\n").slice(0, maxPrinted).join("\n").trim();
  if (printed) shown.push(...print(printed));
  return { shown, verdict: verdictOf(result, why ?? undefined) };
}

/** How many lines of the reader's output are shown: the code prints again for every input. */
const maxPrinted = 40;

function print(/** @type {string} */ text) {
  const title = Object.assign(document.createElement("p"), { className: "output-title", textContent: "Your code printed" });
  const pre = Object.assign(document.createElement("pre"), { className: "text", tabIndex: 0, textContent: text });
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "output");
  return [title, pre];
}
