// What an example does: it is built with the page's other edits and runs in the
// reader's browser; what it prints takes the place of the output that was tested.
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { changesButton } from "../editor/changes.js";
import { lineDiff } from "../editor/diff.js";
import { fragment, note } from "./run/outputs.js";
import { doesNotCompile, inWords } from "./words.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {import("./run/runner.js").Result} Result
 */

export class Example {
  #listing;
  #page;
  #name;
  #title;
  #output;
  #after = document.createElement("div");
  /** The output that was tested. */
  #tested;
  #printed = "";
  #ran = false;
  #differs;
  #stop;

  /**
   * @param {HTMLElement} box
   * @param {import("./listing.js").EditableListing} listing
   * @param {string} readable its name for people
   * @param {import("./examples.js").Has} page
   */
  constructor(box, listing, readable, page) {
    this.#listing = listing;
    this.#page = page;
    this.#name = listing.name;
    this.#title = /** @type {HTMLElement} */ (box.querySelector(".output-title"));
    this.#output = /** @type {HTMLElement} */ (box.querySelector("pre.text"));
    this.#tested = this.#output.textContent ?? "";
    const changesArea = document.createElement("div");
    this.#differs = changesButton("Compare", `Compare the output of ${readable} with the tested one`, changesArea,
      () => [{ name: readable, before: trimmed(this.#tested), after: trimmed(this.#printed) }]);
    this.#differs.toggle.hidden = true;
    this.#title.after(this.#differs.toggle);
    this.#output.after(changesArea, this.#after);
    this.#stop = Object.assign(button("Stop", `Stop ${readable}`, () => this.stop()), { hidden: true, className: "stop" });
    listing.bar.append(this.#stop, button("Share", "Share: copy a link to your edits", page.share));
  }

  /** @returns {Edit[]} */
  get #edits() {
    return [...this.#page.edits.of("lesson"), { declaration: this.#name, text: this.#listing.text, cell: true }];
  }

  /** The output is not, or may not be, that of the code as it is now. */
  outdated() {
    if (this.#stop.hidden) this.#earlier();
  }

  changed() {
    this.outdated();
    const { builders, edits, cellNames } = this.#page;
    builders.prefetch(edits.lesson, cellNames);
    builders.buildAhead({ lesson: edits.lesson, edits: this.#edits, cells: [this.#name] });
  }

  run = latest(async (signal) => {
    const { shared } = this.#page;
    if (shared.running !== this) shared.running?.stop();
    else if (!this.#stop.hidden) shared.runner().stop(); // an earlier run of this example
    shared.running = this;
    this.#listing.show([]);
    this.#after.replaceChildren();
    this.#stop.hidden = false;
    this.say("Building…");
    try {
      await this.#buildAndRun(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#earlier();
        this.#trouble(inWords(error, this.#page.site));
      }
    }
    if (!signal.aborted) this.#stop.hidden = true;
  });

  async #buildAndRun(/** @type {AbortSignal} */ signal) {
    const { builders, edits, shared } = this.#page;
    const sent = this.#listing.text;
    const request = { lesson: edits.lesson, edits: this.#edits, cells: [this.#name] };
    const built = await builders.build(request, (why) => this.say(why), signal);
    if (signal.aborted) return;
    if (built.kind === "problem") throw new Error(built.problem);
    const formatted = built.formatted.find((e) => e.declaration === this.#name);
    if (formatted && sent !== this.#listing.original) this.#listing.formatted(sent, formatted.text);
    if (built.kind === "mistakes") return this.#mistakes(built.diagnostics);

    this.#output.textContent = this.#printed = "";
    this.#ran = true;
    this.say("Output so far");
    shared.printed = (text) => this.#output.append(text);
    shared.again = () => this.#output.replaceChildren();
    const runner = shared.runner();
    const start = await runner.load(built.wasm);
    const result = start?.failure ? start : await runner.call(this.#name, {});
    if (signal.aborted || !result) return;
    this.#show(result, request.edits.length === 1 && sent === this.#listing.original);
    if (![sent, formatted?.text].includes(this.#listing.text)) this.#earlier(); // it was changed meanwhile
  }

  /** Shows what came of a run. untouched: of the lesson's own code and text */
  #show(/** @type {Result} */ result, /** @type {boolean} */ untouched) {
    this.#output.textContent = this.#printed = result.text;
    const lines = lineDiff(trimmed(this.#tested), trimmed(result.text)).filter(({ mark }) => mark !== " ").length;
    this.#differs.toggle.hidden = lines === 0;
    if (lines === 0) this.#differs.hide();
    else this.#differs.refresh();
    this.say(lines === 0 ? untouched ? "Output, as tested" : "Output of your version: the same as the tested one"
      : untouched ? "Output: not what was tested" : "Output of your version");
    if (result.output?.events?.length) this.#after.append(fragment(this.#name, result.output));
    const { failure } = result;
    if (!failure) return;
    const here = failure.frames.find((f) => f.file === `yours/${this.#name}`);
    this.#trouble(failure.message + (here ? ` See line ${here.line}.` : ""));
    if (here) this.#listing.show([{ line: here.line, message: failure.message }]);
  }

  #mistakes(/** @type {Diagnostic[]} */ all) {
    const here = all.filter((d) => d.line > 0 && d.yours && d.declaration === this.#name);
    const others = all.filter((d) => !here.includes(d)).map((d) => `${d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
    this.#listing.show(here);
    this.#earlier();
    this.#trouble([doesNotCompile(here.length), ...others].join("\n"));
  }

  stop() {
    if (this.#stop.hidden) return;
    this.run.abort();
    this.#page.shared.runner().stop();
    this.#stop.hidden = true;
    this.say("Stopped. Output until then");
  }

  #trouble(/** @type {string} */ message) {
    this.#after.append(note(message));
    this.#page.announce(message);
  }

  #earlier() {
    const untouched = this.#listing.text === this.#listing.original && this.#page.edits.of("lesson").length === 0;
    this.#title.textContent = this.#ran ? "Output of an earlier run" : untouched ? "Output" : "Output of the lesson's code";
  }

  say(/** @type {string} */ text) {
    this.#title.textContent = text;
    this.#page.announce(text);
  }
}

/** As go test compares: without blanks at both ends. */
const trimmed = (/** @type {string} */ text) => text.trim();
