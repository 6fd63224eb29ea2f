// The workshop: every listing of the lesson's own Go can be changed and run.
// All edits of the page apply together; what they change is computed in the
// reader's browser and marked.
import { useProgram } from "./answers.js";
import { makeBench } from "./bench.js";
import { Desk } from "./desk.js";
import { Edits } from "./edits.js";
import { Program, build } from "./program.js";

/** @typedef {import("./program.js").Diagnostic} Diagnostic */

/** @param {HTMLElement} article */
export function mount(article) {
  const listings = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".listing[data-source]")]);
  if (!listings.length) return;
  const lesson = article.dataset.lesson ?? "";
  const edits = new Edits(lesson);
  const bench = makeBench(article);
  const cells = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".cell[data-cell]")]);
  const program = new Program((failure) => {
    const line = failure.frames.find((f) => f.file.startsWith("yours/"));
    if (line) desks.get(line.file.slice("yours/".length))?.show([{ line: line.line, message: failure.message }]);
  });
  let work = new AbortController();

  const run = async () => {
    work.abort();
    work = new AbortController();
    const { signal } = work;
    for (const desk of desks.values()) desk.show([]);
    if (!edits.size) return home();
    bench.say("Building…", true);
    try {
      const answer = await build(lesson, edits.list, cells.map((c) => c.dataset.cell ?? ""), (why) => bench.say(why, true), signal);
      if (signal.aborted) return;
      if (answer.problem) return bench.say(answer.problem);
      if (answer.diagnostics?.length) return mistakes(answer.diagnostics);
      const failure = await program.start(answer.program ?? "", signal);
      if (signal.aborted) return;
      if (failure) return bench.say(failure.message);
      useProgram(program.answer);
      refresh();
      bench.say(`Built in ${answer.took_ms} ms. Every cell now shows your code.`);
    } catch (error) {
      if (!signal.aborted) bench.say(error instanceof TypeError ? "The server cannot be reached. Your edits are kept." : String(/** @type {Error} */ (error).message));
    }
  };
  const refresh = () => cells.forEach((cell) => cell.dispatchEvent(new Event("answer-again")));

  /** Back to the lesson's own code. */
  const home = () => {
    program.stop();
    useProgram(null);
    refresh();
    bench.say("");
  };

  const mistakes = (/** @type {Diagnostic[]} */ all) => {
    const elsewhere = [];
    for (const [name, desk] of desks) desk.show(all.filter((d) => d.declaration === name && d.line > 0));
    for (const d of all) if (!d.line || !desks.get(d.declaration)?.open) elsewhere.push(`${d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
    bench.say(elsewhere.length ? elsewhere.join("\n") : `It does not compile yet: see the marked ${all.length === 1 ? "line" : "lines"}.`);
  };

  const changed = () => bench.count(edits.size);
  /** @type {Map<string, Desk>} */
  const desks = new Map(listings.map((listing) => {
    const desk = new Desk(listing, edits, { run, changed, lost: () => bench.say("The browser's storage is full: copy your code to keep it.") });
    return [desk.name, desk];
  }));
  bench.on({
    run,
    stop: () => {
      work.abort();
      program.stop();
      bench.say("Stopped.");
    },
    resetAll: () => {
      for (const desk of desks.values()) desk.reset();
      home();
    },
  });
  changed();
  if (edits.size) run(); // what was changed before still is
}
