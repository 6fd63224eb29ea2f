// The workshop: every listing of the lesson's own Go can be changed and run.
// All edits of the page apply together; what they change is computed in the
// reader's browser and marked.
import { announce } from "./announce.js";
import { useProgram } from "./answers.js";
import { mountEditor } from "./editor.js";
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

/** One listing: a button to edit it, then an editor with its own buttons. */
class Desk {
  /** @type {import("./editor.js").Editor | null} */
  editor = null;
  open = false;

  /**
   * @param {HTMLElement} listing
   * @param {Edits} edits
   * @param {{run: () => void, changed: () => void, lost: () => void}} page
   */
  constructor(listing, edits, page) {
    this.listing = listing;
    this.edits = edits;
    this.page = page;
    this.name = listing.dataset.source ?? "";
    this.pre = /** @type {HTMLElement} */ (listing.querySelector("pre"));
    this.original = (this.pre.textContent ?? "").replace(/\n$/, "");
    this.editButton = button("Edit", `Edit ${this.name}`, () => this.edit());
    this.editButton.className = "edit";
    this.resetButton = button("Reset", `Reset ${this.name}`, () => {
      this.reset();
      page.run();
    });
    this.bar = document.createElement("div");
    this.bar.className = "bar";
    this.bar.hidden = true;
    this.bar.append(Object.assign(button("Run", `Run with your ${this.name}`, page.run), { className: "run" }), this.resetButton);
    this.stale = document.createElement("p");
    this.stale.className = "notice";
    this.stale.hidden = true;
    this.stale.textContent = "The lesson's code here has changed since you edited it. Your version is kept; Reset shows the new one.";
    listing.append(this.editButton, this.bar, this.stale);
    if (edits.get(this.name)) this.edit(false);
  }

  async edit(focus = true) {
    if (this.open) return this.editor?.focus();
    this.open = true;
    this.editButton.hidden = true;
    const kept = this.edits.get(this.name);
    const details = this.listing.closest("details");
    if (kept && details) details.open = true;
    this.editor = await mountEditor(this.pre, {
      language: "go", label: `Your ${this.name}`, onChange: (text) => this.keep(text), onRun: this.page.run,
    });
    if (kept) this.editor.value = kept.text;
    this.stale.hidden = !kept || kept.original === this.original;
    this.bar.hidden = false;
    this.resetButton.disabled = !kept;
    if (focus) this.editor.focus();
  }

  keep(/** @type {string} */ text) {
    if (!this.edits.set(this.name, text, this.original)) this.page.lost();
    this.resetButton.disabled = text === this.original;
    this.page.changed();
  }

  reset() {
    this.edits.set(this.name, this.original, this.original);
    this.stale.hidden = true;
    if (this.editor) {
      this.editor.value = this.original;
      this.editor.setDiagnostics([]);
      this.resetButton.disabled = true;
    }
    this.page.changed();
  }

  show(/** @type {import("./editor.js").Problem[]} */ problems) {
    this.editor?.setDiagnostics(problems);
  }
}

/** The bar at the bottom of the window, while there are edits. */
function makeBench(/** @type {HTMLElement} */ article) {
  const bench = document.createElement("div");
  bench.className = "bench";
  bench.hidden = true;
  const count = document.createElement("span");
  const status = document.createElement("p");
  article.after(bench);
  return {
    on(/** @type {{run: () => void, stop: () => void, resetAll: () => void}} */ actions) {
      bench.append(count,
        Object.assign(button("Run", "Run all your edits", actions.run), { className: "run" }),
        button("Stop", "Stop your program", actions.stop),
        Object.assign(button("Reset all", "Go back to the lesson's code everywhere", actions.resetAll), { className: "quiet" }),
        status);
    },
    count(/** @type {number} */ n) {
      bench.hidden = n === 0 && !status.textContent;
      count.textContent = n === 1 ? "1 edit" : `${n} edits`;
    },
    say(/** @type {string} */ text, busy = false) {
      status.textContent = text;
      bench.setAttribute("aria-busy", String(busy));
      if (text) bench.hidden = false;
      else bench.hidden = count.textContent === "0 edits";
      announce(text);
    },
  };
}

function button(/** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ press) {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.setAttribute("aria-label", label);
  b.addEventListener("click", press);
  return b;
}
