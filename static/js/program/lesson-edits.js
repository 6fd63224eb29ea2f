// The workshop: every listing of the lesson's own Go can be changed and run.
// All edits of the page apply together; what they change is computed in the
// reader's browser and marked.
import { useProgram } from "../cell/compute.js";
import { makeBench } from "./edit-bar.js";
import { awaitCompiler, build, buildAhead, format, prefetch } from "./builders.js";
import { button } from "../page/button.js";
import { Desk } from "./listing.js";
import { editsOf } from "../work/edits.js";
import { mountOffer } from "./shared-edits.js";
import { Program } from "./program.js";
import { pack } from "./share-link.js";
import { away } from "../page/site.js";

/** @typedef {import("./program.js").Diagnostic} Diagnostic */

/** @param {HTMLElement} article */
export function mount(article) {
  const listings = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".listing[data-source]:not(.stub)")]);
  if (!listings.length) return;
  const lesson = article.dataset.lesson ?? "";
  const edits = editsOf(lesson);
  const cells = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".cell[data-cell]")]);
  const cellNames = cells.map((c) => c.dataset.cell ?? "");
  const program = new Program((failure) => {
    const line = failure.frames.find((f) => f.file.startsWith("yours/"));
    if (line) desks.get(line.file.slice("yours/".length))?.show([{ line: line.line, message: failure.message }]);
  });
  /** The edits of these listings: exercises have their own. */
  const mine = () => edits.list.filter((e) => desks.has(e.declaration));
  let work = new AbortController();
  let building = false;

  const run = async () => {
    work.abort();
    work = new AbortController();
    const { signal } = work;
    for (const desk of desks.values()) desk.show([]);
    if (!mine().length) return home();
    building = true;
    bench.say("Building…", { busy: true });
    try {
      await make(signal);
    } catch (error) {
      if (!signal.aborted) bench.say(inWords(error));
    }
    if (!signal.aborted) building = false;
  };

  const make = async (/** @type {AbortSignal} */ signal) => {
    const sent = mine();
    let told = "";
    const waiting = (/** @type {string} */ why) => {
      bench.say(why, { busy: true, quiet: told !== "" });
      told = why;
    };
    const answer = await build(lesson, sent, cellNames, waiting, signal);
    if (signal.aborted) return;
    if (answer.problem) return bench.say(answer.problem);
    for (const { declaration, text } of answer.formatted ?? []) {
      desks.get(declaration)?.formatted(sent.find((e) => e.declaration === declaration)?.text ?? "", text);
    }
    if (answer.diagnostics?.length) return mistakes(answer.diagnostics);
    const failure = await program.start(answer.wasm ?? new ArrayBuffer(0));
    if (signal.aborted) return;
    if (failure) return bench.say(failure.message);
    useProgram(program.answer);
    refresh();
    bench.say(`Built ${answer.where} in ${answer.tookMs} ms. Every cell now shows your code.`);
  };
  const refresh = () => cells.forEach((cell) => cell.dispatchEvent(new Event("answer-again")));

  /** Back to the lesson's own code. */
  const home = () => {
    program.stop();
    useProgram(null);
    refresh();
    bench.say("Nothing is changed: every cell shows the lesson's own code.");
  };

  /** The listing and the line of it that a diagnostic is about. */
  const place = (/** @type {Diagnostic} */ d) => {
    const desk = [...desks.values()].find((desk) => desk.lineOf(d.declaration));
    return desk && d.line ? [{ ...d, desk, line: d.line + desk.lineOf(d.declaration) - 1 }] : [];
  };

  const mistakes = (/** @type {Diagnostic[]} */ all) => {
    const marked = all.flatMap(place);
    for (const desk of desks.values()) desk.show(marked.filter((d) => d.desk === desk));
    const elsewhere = all.filter((d) => !place(d).length);
    const names = new Intl.ListFormat("en").format(new Set(marked.map((d) => d.desk.title)));
    const first = marked[0];
    bench.say([
      "It does not compile yet" + (first ? `: see the marked ${marked.length === 1 ? "line" : "lines"} in ${names}.` : ":"), ...inLines(elsewhere),
    ].join("\n"), {
      also: first ? [button("Go there", `Go there: line ${first.line} of ${first.desk.title}`, () => first.desk.goTo(first.line))] : [],
    });
  };

  const share = async () => {
    const part = await pack(mine());
    if (!part) return bench.say("Your edits are too long for a link. Copy the code instead.");
    const link = location.origin + location.pathname + location.search + part;
    const long = link.length > longLink ? " It is long: some programs cut such links." : "";
    try {
      await navigator.clipboard.writeText(link);
      bench.say(`The link to your ${mine().length === 1 ? "edit" : `${mine().length} edits`} is copied.${long}`);
    } catch {
      // Over plain HTTP to another machine there is no clipboard.
      const field = Object.assign(document.createElement("input"), { readOnly: true, value: link });
      field.setAttribute("aria-label", "The link to your edits");
      bench.say(`Copy this link to your edits.${long}`, { also: [field] });
      field.select();
    }
  };

  const bench = makeBench(article, {
    run, share,
    stop: () => {
      work.abort();
      building = false;
      program.stop();
      bench.say("Stopped.");
    },
    resetAll: () => {
      for (const desk of desks.values()) desk.reset();
      home();
    },
  });
  const changed = () => {
    bench.count(mine().length);
    if (!mine().length) return;
    prefetch(lesson, cellNames);
    buildAhead(lesson, mine(), cellNames);
  };

  let asked = false;
  /** Before Run is pressed the reader hears whether it will work. */
  const opened = () => {
    if (asked) return;
    asked = true;
    awaitCompiler((text, news) => building || bench.say(text, { quiet: !news }))
      .then((there) => there && program.prepare())
      .catch(() => {}); // Run will say what is wrong
  };

  /** @type {Map<string, Desk>} */
  const desks = new Map(listings.map((listing) => {
    const desk = new Desk(listing, edits, {
      run, changed, opened,
      format: async (declaration, text) => {
        try {
          const answer = await format(lesson, { declaration, text });
          return { text: answer.text, problem: answer.diagnostic };
        } catch (error) {
          bench.say(inWords(error));
          return null;
        }
      },
    });
    return [desk.name, desk];
  }));
  changed();
  mountOffer(desks, bench, run);
  if (mine().length) run(); // what was changed before still is
}

/** Diagnostics that are about no line of the page: the first few, and what to do. */
function inLines(/** @type {Diagnostic[]} */ all) {
  const few = 3;
  const lines = all.slice(0, few).map((d) => `${d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
  if (all.length > few) lines.push(`and ${all.length - few} more.`);
  return [...lines, ...new Set(all.slice(0, few).flatMap((d) => d.hint ?? []))];
}

/** From this length on, in characters, some programs cut a link. */
const longLink = 8000;

function inWords(/** @type {unknown} */ error) {
  if (error instanceof TypeError) return `${away} Your edits are kept.`; // what fetch throws
  return String(/** @type {Error} */ (error).message);
}
