// An editable listing of the lesson's Go. A click replaces it with an editor;
// the first change brings up a bar below.
import { button } from "../page/button.js";
import { changesButton } from "../editor/changes.js";
import { fetchEditor, mountEditor, whenNear } from "../editor/editor.js";
import { editHere, goOn } from "../editor/next.js";
import { staleNotice } from "./stale-notice.js";
import { followVersions } from "../work/versions.js";

/**
 * @typedef {import("../editor/editor.js").Editor} Editor
 * @typedef {import("../editor/editor.js").Problem} Problem
 *
 * @typedef {object} Page what listings share
 * @property {import("../page/announcer.js").Announce} announce
 * @property {() => unknown} run may return a promise that settles when it has run
 * @property {{text: string, label: string}} [runs] text and label of the run button
 * @property {boolean} [own] the text is all the reader's: there is no other to go back to or to compare with
 * @property {() => void} opened called when an editor opens
 * @property {() => void} changed called when the edits change
 * @property {(name: string, text: string) => Promise<{text: string, problem?: Problem} | null>} format
 */

export class EditableListing {
  /** @type {Promise<Editor> | null} */
  #editor = null;
  /** Errors in the text, by line. @type {Problem[]} */
  #problems = [];
  /** @type {HTMLElement | null} */
  #stale = null;

  /**
   * @param {HTMLElement} listing
   * @param {import("../work/texts.js").Texts} edits
   * @param {Page} page
   */
  constructor(listing, edits, page) {
    this.listing = listing;
    this.edits = edits;
    this.page = page;
    this.name = listing.dataset.source ?? "";
    this.title = listing.dataset.title ?? this.name.replaceAll(",", ", ");
    this.pre = /** @type {HTMLElement} */ (listing.querySelector("pre"));
    this.original = (this.pre.textContent ?? "").replace(/\n$/, "");
    this.editButton = Object.assign(button("Edit", `Edit ${this.title}`, () => {
      this.bar.hidden = false;
      this.edit();
    }), { className: "edit" });
    this.resetButton = button("Reset", `Reset ${this.title}`, () => {
      this.reset();
      page.run();
    });
    const changesArea = document.createElement("div");
    this.changes = changesButton("Changes", `Changes to ${this.title}`, changesArea,
      () => [{ name: this.title, before: this.original, after: this.text }]);
    this.bar = this.#makeBar();
    listing.append(this.editButton, this.bar, changesArea);
    this.#listen();
    if (edits.get(this.name)) this.#restore();
    followVersions(listing, edits, this.name, {
      label: this.title, own: page.own, announce: page.announce, show: (text) => this.#showOther(text), put: (text) => this.use(text), focus: () => this.edit(),
    });
  }

  #makeBar() {
    const runs = this.page.runs ?? { text: "Run", label: `Run with your ${this.title}` };
    const bar = document.createElement("div");
    bar.className = "bar";
    bar.hidden = !this.page.runs;
    const run = Object.assign(button(runs.text, runs.label, this.page.run), { className: "run", title: "Ctrl Enter" });
    const format = Object.assign(button("Format", `Format ${this.title}`, () => this.format()), { title: "Shift Alt F" });
    run.setAttribute("aria-keyshortcuts", "Control+Enter");
    format.setAttribute("aria-keyshortcuts", "Shift+Alt+F");
    bar.append(run, format, ...(this.page.own ? [] : [this.changes.toggle, this.resetButton]));
    return bar;
  }

  /** Starts editing on a click, on focus or on request. */
  #listen() {
    let pointer = "";
    this.pre.addEventListener("pointerdown", (event) => (pointer = event.pointerType));
    this.pre.addEventListener("blur", () => (pointer = ""));
    this.pre.addEventListener("click", (event) => {
      // A touch scrolls, and the button is there for it; a selection is for copying.
      if (pointer !== "touch" && getSelection()?.isCollapsed !== false) this.edit(caretAt(this.pre, event));
    });
    this.pre.addEventListener("focus", () => {
      if (!pointer) this.#mount(); // the Tab key
    });
    this.listing.addEventListener(editHere, async () => {
      await this.edit();
      this.listing.scrollIntoView({ block: "nearest", behavior: "instant" }); // last: what moves the page comes before
    });
    whenNear(this.listing, fetchEditor);
  }

  /** The current text. */
  get text() {
    return this.edits.get(this.name)?.text ?? this.original;
  }

  /** The line, from 1, at which a declaration starts; 0 if it is not in this listing. */
  lineOf(/** @type {string} */ declaration) {
    if (declaration === this.name) return 1;
    if (!this.name.split(",").includes(declaration)) return 0;
    const word = declaration.split(".").pop();
    const lines = this.original.split("\n");
    let i = lines.findIndex((line) => new RegExp(`^(func (\\([^)]*\\) )?|(type|var|const) )${word}\\b`, "u").test(line));
    while (i > 0 && lines[i - 1].startsWith("//")) i--; // its comment belongs to it
    return i + 1;
  }

  /** Shows a saved edit. Its editor opens once the listing is near the window. */
  #restore() {
    this.#reveal();
    this.#updateBar();
    if (this.page.own && !this.#editor) /** @type {HTMLElement} */ (this.pre.querySelector("code")).textContent = this.text;
    whenNear(this.listing, () => this.#mount());
  }

  /** Shows another tab's text; null is the lesson's own. */
  async #showOther(/** @type {string | null} */ text) {
    this.page.changed();
    if (text === null && !this.page.runs) this.page.run(); // checks run only on request
    if (!this.#editor) return text === null ? this.#updateBar() : this.#restore();
    this.#updateBar();
    (await this.#editor).value = this.text;
  }

  #reveal() {
    for (let at = this.listing.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
  }

  /** @returns {Promise<Editor>} */
  #mount(/** @type {number | undefined} */ caret = undefined) {
    return (this.#editor ??= (async () => {
      this.page.opened();
      const editor = await mountEditor(this.pre, {
        language: "go", announce: this.page.announce, label: this.page.own ? "Go code" : `Your ${this.title}`, caret,
        onChange: (text) => this.#save(text), onRun: this.page.run, onFormat: () => this.format(),
        onRunNext: () => {
          this.page.run();
          goOn(this.listing);
        },
      });
      this.#hideOnBlur(this.editButton);
      editor.value = this.text;
      return editor;
    })());
  }

  /** Hides a button that is no longer of use, once it has lost the focus. */
  #hideOnBlur(/** @type {HTMLButtonElement} */ used) {
    if (document.activeElement !== used) used.hidden = true;
    else used.addEventListener("blur", () => (used.hidden = true), { once: true });
  }

  /** Focuses the editor, with the caret at an offset if one is given. */
  async edit(/** @type {number | undefined} */ caret = undefined) {
    (await this.#mount(caret)).focus();
  }

  /** Focuses the editor at the start of a line. */
  async goTo(/** @type {number} */ line) {
    (await this.#mount()).focus(line);
  }

  #save(/** @type {string} */ text) {
    if (text === this.text) return;
    this.edits.set(this.name, text, this.original);
    this.#updateBar();
    this.page.changed();
  }

  /** Updates the bar to the current state. */
  #updateBar() {
    const kept = this.edits.get(this.name);
    if (kept) this.bar.hidden = false;
    this.resetButton.disabled = this.changes.toggle.disabled = !kept;
    if (kept) this.changes.refresh();
    else this.changes.hide();
    this.#updateStaleNotice(kept);
  }

  /** Tells the reader when the lesson's code has changed since the edit was started. */
  #updateStaleNotice(/** @type {import("../work/texts.js").Kept | undefined} */ kept) {
    const stale = kept && kept.original !== this.original;
    if (!stale) this.#stale?.remove();
    if (!stale || this.#stale?.isConnected) return;
    this.#stale = staleNotice({ name: this.title, before: kept.original, after: this.original }, {
      keepMine: () => this.use(this.text),
      takeNew: () => {
        this.reset();
        this.page.run();
      },
    });
    this.bar.before(this.#stale);
  }

  reset() {
    this.use(this.original);
  }

  /** Replaces the text, as an edit of the current lesson code. */
  async use(/** @type {string} */ text) {
    this.edits.renew(this.name, text, this.original);
    this.page.changed();
    if (!this.#editor) return text === this.original ? this.#updateBar() : this.#restore();
    this.#updateBar();
    this.show([]);
    (await this.#editor).value = text;
  }

  /** Replaces a text by its formatted form, which makes the same program, unless it has changed since. */
  async formatted(/** @type {string} */ was, /** @type {string} */ text) {
    if (this.text !== was) return;
    this.edits.set(this.name, text, this.original);
    this.#updateBar();
    if (!this.edits.get(this.name)) this.page.changed(); // it is the original again
    (await this.#mount()).value = text;
  }

  async format() {
    const was = this.text;
    const answer = await this.page.format(this.name, was);
    if (!answer) return;
    this.show(answer.problem ? [answer.problem] : []);
    if (answer.problem) return;
    this.page.announce(answer.text === was ? "It is already formatted." : "Formatted.");
    await this.formatted(was, answer.text);
    this.page.changed();
  }

  /** Shows errors on their lines. */
  async show(/** @type {Problem[]} */ problems) {
    this.#problems = problems;
    if (!problems.length && !this.#editor) return;
    if (problems.length) this.#reveal();
    (await this.#mount()).setDiagnostics(this.#problems);
  }
}

/** The number of characters of an element's text before the position of a click. */
function caretAt(/** @type {HTMLElement} */ element, /** @type {MouseEvent} */ { clientX, clientY }) {
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  const at = range ? { node: range.startContainer, offset: range.startOffset } : caretPosition(clientX, clientY);
  if (!at || !element.contains(at.node)) return 0;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(at.node, at.offset);
  return before.toString().length;
}

function caretPosition(/** @type {number} */ x, /** @type {number} */ y) {
  const position = document.caretPositionFromPoint?.(x, y);
  return position && { node: position.offsetNode, offset: position.offset };
}
