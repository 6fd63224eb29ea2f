// A cell of the reader's own, with Go: statements, declarations, or both. It is built
// with the page's edits and the declarations of the cells before it, and runs in a
// sandbox of its own, so that its inputs work as those of the lesson's cells.
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { EditableListing } from "../program/listing.js";
import { Program, inFull } from "../program/program.js";
import { note } from "../program/run/outputs.js";
import { doesNotCompile, inWords } from "../program/words.js";
import { Cell } from "./cell.js";
import { declarations } from "./declares.js";

/**
 * @typedef {import("./cell.js").Diagnostic} Diagnostic
 * @typedef {import("./cell.js").Edit} Edit
 */

/** The function that a cell becomes. */
export const functionOf = (/** @type {string} */ id) => `Own_${id}`;

/** How many milliseconds a program that computes may run before it can be stopped: a slider's steps end earlier. */
const soon = 300;

export class GoCell extends Cell {
  #stop;
  #building = false;
  #printed = Object.assign(document.createElement("pre"), { className: "text", hidden: true });
  #program;
  #runner;
  #actions;
  #failed = false;
  /** Called when what came of a run is shown. */
  #shown = () => {};

  /**
   * @param {import("./cell.js").Kept} kept
   * @param {import("./cell.js").Page} page
   * @param {import("./cell.js").Actions} actions
   */
  constructor(kept, page, actions) {
    super(kept, page, actions);
    this.#actions = actions;
    const name = functionOf(kept.id);
    this.element.dataset.cell = name;
    const listing = document.createElement("div");
    listing.className = "listing language-go";
    Object.assign(listing.dataset, { source: kept.id, title: "this cell" });
    listing.innerHTML = '<pre tabindex="0" role="group" aria-label="Go code"><code></code></pre>';
    const form = Object.assign(document.createElement("form"), { id: `form-${name}`, autocomplete: "off", innerHTML: '<div class="inputs"></div>' });
    const outputs = Object.assign(document.createElement("div"), { className: "outputs" });
    outputs.setAttribute("aria-live", "polite");
    this.#stop = Object.assign(button("Stop", "Stop this cell", () => this.stop()), { hidden: true });
    this.element.append(listing, form, this.#printed, outputs);

    this.#runner = page.newRunner({ onText: (text) => this.#print(text), onRetry: () => this.#printed.replaceChildren() });
    this.#program = new Program(this.#runner, (failure) => this.#mark(failure), {
      nameOf: this.#nameOf, printedFirst: true,
    });
    page.liveCell(this.element, (inputs, allFrames) => this.#show(inputs, allFrames));
    this.listing = new EditableListing(listing, page.ownCells.texts, {
      announce: page.announce, run: () => this.run(), runs: { text: "Run", label: "Run this cell" }, own: true,
      changed: () => this.#changed(),
      opened: () => page.builders.awaitCompiler((text, news) => news && this.say(text)).catch(() => {}), // Run reports what is wrong
      format: (_, text) => page.format({ declaration: name, text, cell: true }),
    });
    this.listing.bar.append(this.#stop, this.status);
  }

  focus() {
    this.listing.edit();
  }

  async run() {
    return await this.#run() === true;
  }

  get declares() {
    return declarations(this.listing.text);
  }

  end() {
    this.#run.abort();
    this.#runner.destroy();
  }

  /** What a program with this cell is made of. @returns {import("../wire.js").BuildRequest} */
  get #request() {
    const { edits, ownCells } = this.page;
    const before = [];
    for (const { id, language } of ownCells.list) {
      if (id === this.id) break;
      if (language === "go") before.push(edit(id, ownCells.texts.get(id)?.text ?? ""));
    }
    return {
      lesson: edits.lesson, cells: [functionOf(this.id)],
      edits: [...edits.of("lesson"), ...before, { ...edit(this.id, this.listing.text), shows: true }],
    };
  }

  #changed() {
    const { builders, edits, cellNames } = this.page;
    this.outdated();
    this.#actions.changed();
    builders.prefetch(edits.lesson, cellNames);
    builders.buildAhead(this.#request);
  }

  /** What the page calls a function that a Go cell becomes. */
  #nameOf = (/** @type {string} */ name) => this.page.ownCells.list.find(({ id }) => functionOf(id) === name)?.title ?? name;

  /** Marks where in this cell something failed. */
  #mark(/** @type {import("../program/run/failure.js").Failure} */ failure) {
    this.#failed = true;
    const line = failure.frames.find((f) => f.file === `yours/${functionOf(this.id)}`);
    if (line) this.listing.show([{ line: line.line, message: failure.message }]);
  }

  #run = latest(async (signal) => {
    this.listing.show([]);
    this.#building = true;
    this.#failed = false;
    this.#stop.hidden = false;
    this.say("Building…");
    try {
      await this.#buildAndRun(signal);
    } catch (error) {
      if (!signal.aborted) this.#trouble(inWords(error, this.page.site));
    }
    return !this.#failed;
  });

  async #buildAndRun(/** @type {AbortSignal} */ signal) {
    const sent = this.listing.text;
    const request = this.#request;
    const built = await this.page.builders.build(request, (why) => this.say(why), signal);
    if (signal.aborted) return;
    if (built.kind === "problem") throw new Error(built.problem);
    const formatted = built.formatted.find((e) => e.declaration === functionOf(this.id));
    if (formatted) this.listing.formatted(sent, formatted.text);
    if (built.kind === "mistakes") return this.#mistakes(built.diagnostics);
    this.say("Running…");
    const failure = await this.#program.start(built.wasm);
    if (signal.aborted) return;
    if (failure) {
      this.#mark(failure);
      return this.#trouble(inFull(failure, this.#nameOf));
    }
    this.#building = false;
    await new Promise((/** @type {(_?: unknown) => void} */ resolve) => {
      this.#shown = resolve;
      signal.addEventListener("abort", resolve);
      this.element.dispatchEvent(new Event("recompute"));
    });
    if (signal.aborted) return;
    if ([sent, formatted?.text].includes(this.listing.text)) this.current();
    else this.outdated();
  }

  async #show(/** @type {Record<string, string>} */ inputs, /** @type {boolean} */ allFrames) {
    this.#printed.textContent = "";
    const timer = setTimeout(() => (this.#stop.hidden = false), soon);
    const answer = await this.#program.show(functionOf(this.id), inputs, allFrames);
    clearTimeout(timer);
    if (!answer || this.#building) return null; // another run has begun
    this.#end(answer.root.querySelector(".input, .outputs > *") ? "" : "Done. There is nothing to show.");
    setTimeout(this.#shown); // when the cell has taken over the answer
    return answer;
  }

  /** Nothing is being built or runs any more. */
  #end(/** @type {string} */ status) {
    this.#building = false;
    this.#printed.hidden = true;
    this.#stop.hidden = true;
    this.say(status);
  }

  #print(/** @type {string} */ text) {
    this.#printed.hidden = false;
    this.#printed.append(text);
  }

  #mistakes(/** @type {Diagnostic[]} */ all) {
    const name = functionOf(this.id);
    const here = all.filter((d) => d.line > 0 && d.yours && d.declaration === name);
    const worded = (/** @type {Diagnostic} */ d) => d.message.replace(/\bOwn_\w+/g, this.#nameOf);
    const others = all.filter((d) => !here.includes(d))
      .map((d) => `${this.#nameOf(d.declaration)}${d.line ? `, line ${d.line}` : ""}: ${worded(d)}`);
    this.listing.show(here.map((d) => ({ ...d, message: worded(d) })));
    this.#trouble([doesNotCompile(here.length), ...others].join("\n"));
  }

  stop() {
    this.#run.abort();
    this.#program.stop();
    if (this.#building) this.#end("Stopped."); // what runs says so itself
  }

  #trouble(/** @type {string} */ message) {
    this.#failed = true;
    this.current();
    this.element.querySelector(":scope > .outputs")?.replaceChildren(note(message));
    this.#end("");
    this.page.announce(message);
  }
}

/** @returns {Edit} */
const edit = (/** @type {string} */ id, /** @type {string} */ text) => ({ declaration: functionOf(id), text, cell: true });
