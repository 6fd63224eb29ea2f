// What all cells of the reader's own have: a name, a place that can be changed, and
// somewhere to say what is going on. What they hold is for the files of their
// languages: go.js, sql.js, text.js.
import { button } from "../page/button.js";

/**
 * @typedef {import("../work/own-cells.js").OwnCell} Kept
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("../work/own-cells.js").OwnCells} ownCells
 * @property {import("../program/builders.js").Builders} builders
 * @property {(options?: import("../program/run/runner.js").Options) => import("../program/run/runner.js").Runner} newRunner
 * @property {import("../sql/statement.js").Page["sql"]} sql
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
 * @property {() => void} changed says that what this cell declares may have changed
 */

/** The status of an outdated cell. */
const stale = "Changed since it was run";

export class Cell {
  #fold;
  #titleField;
  #outdated = false;

  /**
   * @param {Kept} kept
   * @param {Page} page
   * @param {Actions} actions
   */
  constructor(kept, page, { move, remove }) {
    this.page = page;
    this.id = kept.id;
    this.language = kept.language;
    this.title = kept.title;
    this.element = document.createElement("section");
    Object.assign(this.element, { className: "cell own", id: `own-${kept.id}`, tabIndex: -1 }); // see keys.js
    this.status = Object.assign(document.createElement("span"), { className: "meta" });

    const head = document.createElement("div");
    head.className = "own-head";
    const title = this.#titleField = Object.assign(document.createElement("input"), { type: "text", value: this.title, maxLength: 60 });
    title.setAttribute("aria-label", "Name of this cell");
    title.addEventListener("input", () => {
      if (!title.value.trim()) return;
      this.#name(title.value.trim());
      page.ownCells.change(this.id, { title: this.title });
    });
    title.addEventListener("change", () => (title.value = this.title)); // an empty one is none
    /** @param {string} text @param {string} label @param {() => void} press */
    const quiet = (text, label, press) => Object.assign(button(text, label, press), { className: "quiet" });
    this.#fold = quiet("Fold", "Fold this cell", () => {
      this.fold(!this.element.classList.contains("folded"));
      page.ownCells.change(this.id, { folded: this.element.classList.contains("folded") });
    });
    head.append(title, quiet("↑", "↑ Move this cell up", () => move(-1)), quiet("↓", "↓ Move this cell down", () => move(1)),
      this.#fold, quiet("Share", "Share: copy a link to your work", () => page.share()), quiet("Delete", "Delete this cell", remove));
    this.element.append(head);
    this.#name(kept.title);
    this.fold(kept.folded);
  }

  #name(/** @type {string} */ title) {
    this.title = title;
    this.element.setAttribute("aria-label", `${title}, your own`);
  }

  fold(/** @type {boolean} */ on) {
    this.element.classList.toggle("folded", on);
    this.#fold.textContent = on ? "Unfold" : "Fold";
    this.#fold.setAttribute("aria-label", `${this.#fold.textContent} this cell`);
  }

  /** Shows the name that it was given in another tab, and whether it is folded. */
  follow(/** @type {Kept} */ { title, folded }) {
    if (title !== this.title && document.activeElement !== this.#titleField) {
      this.#titleField.value = title;
      this.#name(title);
    }
    this.fold(folded);
  }

  say(/** @type {string} */ text) {
    this.status.textContent = text || (this.#outdated ? stale : "");
    if (text) this.page.announce(text);
  }

  /** Puts the keyboard into the text. @abstract */
  focus() {}

  /** It stands somewhere else now, or is new on the page. @abstract */
  placed() {}

  /** A text on the page has changed, or cells stand in another order. @abstract */
  changedAround() {}

  /**
   * Shows what the text comes to. Resolves to true once it is done, and to something else if it failed or was stopped.
   * @abstract
   * @returns {Promise<boolean | undefined>}
   */
  async run() {
    return undefined;
  }

  /**
   * What cells of the same language below can use of this one: they are outdated
   * when it changes. Null if the language knows by itself: see changedAround.
   * @returns {string | null}
   */
  get declares() {
    return null;
  }

  /** Ends what runs: the cell is taken from the page. */
  end() {}

  /** What this cell shows may no longer be what its text comes to: something that it uses has changed. */
  outdated() {
    if (this.element.querySelector(":scope > .outputs")?.hasChildNodes()) this.#mark(true); // otherwise it has not run
  }

  /** What this cell shows is what its text comes to. */
  current() {
    this.#mark(false);
  }

  #mark(/** @type {boolean} */ outdated) {
    if (outdated === this.#outdated) return;
    this.#outdated = outdated;
    this.element.classList.toggle("outdated", outdated);
    if (outdated || this.status.textContent === stale) this.say("");
  }
}
