// Examples: statements that print. An example is built with the page's other edits
// and runs in the reader's browser; what it prints takes the place of the output
// that was tested.
import { Unreachable } from "../api/http.js";
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { changesButton } from "../editor/changes.js";
import { lineDiff } from "../editor/diff.js";
import { EditableListing } from "./listing.js";
import { fragment, note } from "./run/outputs.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {import("./run/runner.js").Result} Result
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("./builders.js").Builders} builders
 * @property {(options?: import("./run/runner.js").Options) => import("./run/runner.js").Runner} newRunner
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 * @property {import("./edit-bar.js").EditBar} editBar
 * @property {() => void} share
 * @property {string[]} cellNames the lesson's
 * @property {(edit: Edit) => Promise<{text: string, problem?: Diagnostic} | null>} format
 *
 * @typedef {Page & {shared: Shared}} Has
 * @typedef {object} Shared what a page's examples share: one of them runs at a time
 * @property {() => import("./run/runner.js").Runner} runner
 * @property {(text: string) => void} printed called with what the running one prints
 * @property {() => void} stop ends the running one
 */

/**
 * @param {HTMLElement} article
 * @param {Page} page
 * @returns {{listings: Map<string, EditableListing>, outdated: () => void}} their listings, by name; outdated says that the
 *   lesson's edits have changed
 */
export function mountExamples(article, page) {
  /** @type {import("./run/runner.js").Runner | null} */
  let runner = null;
  /** @type {Shared} */
  const shared = {
    runner: () => (runner ??= page.newRunner({ onText: (text) => shared.printed(text) })),
    printed() {},
    stop() {},
  };
  const boxes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".example[data-example]")]);
  const examples = boxes.map((box) => new Example(box, { ...page, shared }));
  return {
    listings: new Map(examples.map(({ listing }) => [listing.name, listing])),
    outdated: () => examples.forEach((example) => example.outdated()),
  };
}

class Example {
  #box;
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
   * @param {Has} page
   */
  constructor(box, page) {
    this.#box = box;
    this.#page = page;
    this.#name = box.dataset.example ?? "";
    this.#title = /** @type {HTMLElement} */ (box.querySelector(".output-title"));
    this.#output = /** @type {HTMLElement} */ (box.querySelector("pre.text"));
    this.#tested = this.#output.textContent ?? "";
    const changesArea = document.createElement("div");
    this.#differs = changesButton("Compare", `Compare the output of ${this.#readable} with the tested one`, changesArea,
      () => [{ name: this.#readable, before: trimmed(this.#tested), after: trimmed(this.#printed) }]);
    this.#differs.toggle.hidden = true;
    this.#title.after(this.#differs.toggle);
    this.#output.after(changesArea, this.#after);
    this.#stop = Object.assign(button("Stop", `Stop ${this.#readable}`, () => this.stop()), { hidden: true, className: "stop" });

    const element = /** @type {HTMLElement} */ (box.querySelector(".listing"));
    element.dataset.title = this.#readable;
    this.listing = new EditableListing(element, page.edits, {
      announce: page.announce, run: () => this.#run(), runs: { text: "Run", label: `Run ${this.#readable}` },
      changed: () => this.#changed(),
      opened: () => {
        this.#open();
        page.builders.awaitCompiler((text, news) => news && this.#say(text))
          .then((there) => there && page.shared.runner().prepare())
          .catch(() => {}); // Run reports what is wrong
      },
      format: (declaration, text) => page.format({ declaration, text, cell: true }),
    });
    this.listing.bar.append(this.#stop, button("Share", "Share: copy a link to your edits", page.share));
    if (page.edits.get(this.#name)) this.#open();
  }

  /** Shows what is of use to those who edit. */
  #open() {
    this.#box.classList.add("open");
  }

  /** The example's name for people: Gain of ExampleGain. */
  get #readable() {
    const name = this.#name.replace(/^Example_?/, "").replaceAll("_", ", ");
    return name ? `the example ${name}` : "the example";
  }

  /** @returns {Edit[]} */
  get #edits() {
    return [...this.#page.edits.of("lesson"), { declaration: this.#name, text: this.listing.text, cell: true }];
  }

  /** The output is not, or may not be, that of the code as it is now. */
  outdated() {
    if (this.#stop.hidden) this.#earlier();
  }

  #changed() {
    this.outdated();
    const { builders, edits, cellNames } = this.#page;
    builders.prefetch(edits.lesson, cellNames);
    builders.buildAhead({ lesson: edits.lesson, edits: this.#edits, cells: [this.#name] });
  }

  #run = latest(async (signal) => {
    const { shared } = this.#page;
    shared.stop();
    shared.stop = () => this.stop();
    this.listing.show([]);
    this.#after.replaceChildren();
    this.#stop.hidden = false;
    this.#say("Building…");
    try {
      await this.#buildAndRun(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.#earlier();
        const { site } = this.#page;
        this.#trouble(error instanceof Unreachable ? `${site.away} What you wrote is saved; try again later.` : String(/** @type {Error} */ (error).message));
      }
    }
    if (!signal.aborted) this.#stop.hidden = true;
  });

  async #buildAndRun(/** @type {AbortSignal} */ signal) {
    const { builders, edits, shared } = this.#page;
    const sent = this.listing.text;
    const request = { lesson: edits.lesson, edits: this.#edits, cells: [this.#name] };
    const built = await builders.build(request, (why) => this.#say(why), signal);
    if (signal.aborted) return;
    if (built.kind === "problem") throw new Error(built.problem);
    const formatted = built.formatted.find((e) => e.declaration === this.#name);
    if (formatted && sent !== this.listing.original) this.listing.formatted(sent, formatted.text);
    if (built.kind === "mistakes") return this.#mistakes(built.diagnostics);

    this.#output.textContent = this.#printed = "";
    this.#ran = true;
    this.#say("Output so far");
    shared.printed = (text) => this.#output.append(text);
    const runner = shared.runner();
    const start = await runner.load(built.wasm);
    const result = start?.failure ? start : await runner.call(this.#name, {});
    if (signal.aborted || !result) return;
    this.#show(result, request.edits.length === 1 && sent === this.listing.original);
  }

  /** Shows what came of a run. untouched: of the lesson's own code and text */
  #show(/** @type {Result} */ result, /** @type {boolean} */ untouched) {
    this.#output.textContent = this.#printed = result.text;
    const lines = lineDiff(trimmed(this.#tested), trimmed(result.text)).filter(({ mark }) => mark !== " ").length;
    this.#differs.toggle.hidden = lines === 0;
    if (lines === 0) this.#differs.hide();
    else this.#differs.refresh();
    this.#say(lines === 0 ? untouched ? "Output, as tested" : "Output of your version: the same as the tested one"
      : untouched ? "Output: not what was tested" : "Output of your version");
    if (result.output?.events?.length) this.#after.append(fragment(this.#name, result.output));
    const { failure } = result;
    if (!failure) return;
    const here = failure.frames.find((f) => f.file === `yours/${this.#name}`);
    this.#trouble(failure.message + (here ? ` See line ${here.line}.` : ""));
    if (here) this.listing.show([{ line: here.line, message: failure.message }]);
  }

  #mistakes(/** @type {Diagnostic[]} */ all) {
    const here = all.filter((d) => d.line > 0 && d.yours && d.declaration === this.#name);
    const others = all.filter((d) => !here.includes(d)).map((d) => `${d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
    this.listing.show(here);
    this.#earlier();
    this.#trouble([here.length ? `It does not compile yet: see the marked ${here.length === 1 ? "line" : "lines"}.` : "It does not compile yet:", ...others].join("\n"));
  }

  stop() {
    if (this.#stop.hidden) return;
    this.#run.abort();
    this.#page.shared.runner().stop();
    this.#stop.hidden = true;
    this.#say("Stopped. Output until then");
  }

  #trouble(/** @type {string} */ message) {
    this.#after.append(note(message));
    this.#page.announce(message);
  }

  #earlier() {
    const untouched = this.listing.text === this.listing.original && this.#page.edits.of("lesson").length === 0;
    this.#title.textContent = this.#ran ? "Output of an earlier run" : untouched ? "Output" : "Output of the lesson's code";
  }

  #say(/** @type {string} */ text) {
    this.#title.textContent = text;
    this.#page.announce(text);
  }
}

/** As go test compares: without blanks at both ends. */
const trimmed = (/** @type {string} */ text) => text.trim();
