// A cell of the reader's own, with Go: statements, declarations, or both. It is built
// with the page's edits and the declarations of the cells before it, and runs in a
// sandbox of its own, so that its inputs work as those of the lesson's cells.
import { Unreachable } from "../api/http.js";
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { EditableListing } from "./listing.js";
import { Program } from "./program.js";
import { note } from "./run/outputs.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {import("../work/own-cells.js").OwnCell} Kept
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("../work/own-cells.js").OwnCells} ownCells
 * @property {import("./builders.js").Builders} builders
 * @property {(options?: import("./run/runner.js").Options) => import("./run/runner.js").Runner} newRunner
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 * @property {string[]} cellNames the lesson's
 * @property {() => void} share
 * @property {(edit: Edit) => Promise<{text: string, problem?: Diagnostic} | null>} format
 * @property {(section: HTMLElement, show: Show) => void} liveCell makes a section a live cell, which shows what show returns
 *
 * @typedef {(inputs: Record<string, string>, allFrames: boolean) => Promise<import("../api.js").Fragment | null>} Show
 *
 * @typedef {object} Actions
 * @property {(by: number) => void} move
 * @property {() => void} remove
 * @property {() => void} add adds a cell after this one
 */

/** The function that a cell becomes. */
export const functionOf = (/** @type {string} */ id) => `Own_${id}`;

export class GoCell {
  #page;
  #id;
  #title;
  #status = Object.assign(document.createElement("span"), { className: "meta" });
  #stop;
  #printed = Object.assign(document.createElement("pre"), { className: "text", hidden: true });
  #program;

  /**
   * @param {Kept} kept
   * @param {Page} page
   * @param {Actions} actions
   */
  constructor(kept, page, actions) {
    this.#page = page;
    this.#id = kept.id;
    this.#title = kept.title;
    const name = functionOf(kept.id);
    this.element = document.createElement("section");
    Object.assign(this.element, { className: "cell own", id: `own-${kept.id}` });
    this.element.dataset.cell = name;
    const listing = document.createElement("div");
    listing.className = "listing language-go";
    listing.dataset.source = kept.id;
    listing.innerHTML = '<pre tabindex="0" role="group" aria-label="Go code"><code></code></pre>';
    const form = Object.assign(document.createElement("form"), { id: `form-${name}`, autocomplete: "off", innerHTML: '<div class="inputs"></div>' });
    const outputs = Object.assign(document.createElement("div"), { className: "outputs" });
    outputs.setAttribute("aria-live", "polite");
    this.#stop = Object.assign(button("Stop", `Stop ${kept.title}`, () => this.stop()), { hidden: true });
    this.element.append(this.#head(actions), listing, form, this.#printed, outputs);
    this.#name(kept.title);
    this.fold(kept.folded);

    this.#program = new Program(page.newRunner({ onText: (text) => this.#print(text) }), (failure) => {
      const line = failure.frames.find((f) => f.file === `yours/${name}`);
      if (line) this.listing.show([{ line: line.line, message: failure.message }]);
    });
    page.liveCell(this.element, (inputs, allFrames) => this.#show(inputs, allFrames));
    this.listing = new EditableListing(listing, page.ownCells.texts, {
      announce: page.announce, run: () => this.run(), runs: { text: "Run", label: `Run ${kept.title}` }, own: true,
      changed: () => this.#changed(),
      opened: () => page.builders.awaitCompiler((text, news) => news && this.#say(text)).catch(() => {}), // Run reports what is wrong
      format: (_, text) => page.format({ declaration: name, text, cell: true }),
    });
    this.listing.bar.append(this.#stop, this.#status);
  }

  #head(/** @type {Actions} */ { move, remove, add }) {
    const head = document.createElement("div");
    head.className = "own-head";
    const title = Object.assign(document.createElement("input"), { type: "text", value: this.#title, maxLength: 60 });
    title.setAttribute("aria-label", "Name of this cell");
    title.addEventListener("change", () => {
      const text = title.value.trim() || this.#title;
      title.value = text;
      this.#name(text);
      this.#page.ownCells.change(this.#id, { title: text });
    });
    /** @param {string} text @param {string} label @param {() => void} press */
    const quiet = (text, label, press) => Object.assign(button(text, label, press), { className: "quiet" });
    this.foldButton = quiet("Fold", "Fold this cell", () => {
      this.fold(!this.element.classList.contains("folded"));
      this.#page.ownCells.change(this.#id, { folded: this.element.classList.contains("folded") });
    });
    head.append(title, quiet("↑", "↑ Move this cell up", () => move(-1)), quiet("↓", "↓ Move this cell down", () => move(1)),
      this.foldButton, quiet("+ Go", "+ Go: add a cell after this one", add), quiet("Share", "Share: copy a link to your work", () => this.#page.share()), quiet("Delete", "Delete this cell", remove));
    return head;
  }

  #name(/** @type {string} */ title) {
    this.#title = title;
    this.element.setAttribute("aria-label", `Your cell ${title}`);
  }

  fold(/** @type {boolean} */ on) {
    this.element.classList.toggle("folded", on);
    this.foldButton?.setAttribute("aria-expanded", String(!on));
  }

  focus() {
    this.listing.edit();
  }

  /** What a program with this cell is made of. @returns {import("../wire.js").BuildRequest} */
  get #request() {
    const { edits, ownCells } = this.#page;
    const before = [];
    for (const { id } of ownCells.list) {
      if (id === this.#id) break;
      before.push(edit(id, ownCells.texts.get(id)?.text ?? ""));
    }
    return {
      lesson: edits.lesson, cells: [functionOf(this.#id)],
      edits: [...edits.of("lesson"), ...before, { ...edit(this.#id, this.listing.text), shows: true }],
    };
  }

  #changed() {
    const { builders, edits, cellNames } = this.#page;
    this.element.classList.add("outdated");
    builders.prefetch(edits.lesson, cellNames);
    builders.buildAhead(this.#request);
  }

  run = latest(async (signal) => {
    this.listing.show([]);
    this.#stop.hidden = false;
    this.#say("Building…");
    try {
      await this.#buildAndRun(signal);
    } catch (error) {
      const { site } = this.#page;
      if (!signal.aborted) this.#trouble(error instanceof Unreachable ? `${site.away} What you wrote is saved; try again later.` : String(/** @type {Error} */ (error).message));
    }
    if (!signal.aborted) this.#stop.hidden = true;
  });

  async #buildAndRun(/** @type {AbortSignal} */ signal) {
    const sent = this.listing.text;
    const request = this.#request;
    const built = await this.#page.builders.build(request, (why) => this.#say(why), signal);
    if (signal.aborted) return;
    if (built.kind === "problem") throw new Error(built.problem);
    const formatted = built.formatted.find((e) => e.declaration === functionOf(this.#id));
    if (formatted) this.listing.formatted(sent, formatted.text);
    if (built.kind === "mistakes") return this.#mistakes(built.diagnostics);
    this.#say("Running…");
    const failure = await this.#program.start(built.wasm);
    if (signal.aborted) return;
    if (failure) return this.#trouble(failure.message);
    this.element.dispatchEvent(new Event("recompute"));
  }

  async #show(/** @type {Record<string, string>} */ inputs, /** @type {boolean} */ allFrames) {
    this.#printed.textContent = "";
    const answer = await this.#program.show(functionOf(this.#id), inputs, allFrames);
    this.#printed.hidden = true;
    this.element.classList.remove("outdated");
    this.#stop.hidden = true;
    this.#say("");
    return answer;
  }

  #print(/** @type {string} */ text) {
    this.#printed.hidden = false;
    this.#printed.append(text);
  }

  #mistakes(/** @type {Diagnostic[]} */ all) {
    const name = functionOf(this.#id);
    const here = all.filter((d) => d.line > 0 && d.yours && d.declaration === name);
    const titles = new Map(this.#page.ownCells.list.map(({ id, title }) => [functionOf(id), title]));
    const others = all.filter((d) => !here.includes(d))
      .map((d) => `${titles.get(d.declaration) ?? d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
    this.listing.show(here);
    this.#trouble([here.length ? `It does not compile yet: see the marked ${here.length === 1 ? "line" : "lines"}.` : "It does not compile yet:", ...others].join("\n"));
  }

  stop() {
    this.run.abort();
    this.#program.stop();
    this.#stop.hidden = true;
    this.#say("Stopped.");
  }

  #trouble(/** @type {string} */ message) {
    this.element.querySelector(":scope > .outputs")?.replaceChildren(note(message));
    this.#say("");
    this.#page.announce(message);
  }

  #say(/** @type {string} */ text) {
    this.#status.textContent = text;
    if (text) this.#page.announce(text);
  }
}

/** @returns {Edit} */
const edit = (/** @type {string} */ id, /** @type {string} */ text) => ({ declaration: functionOf(id), text, cell: true });
