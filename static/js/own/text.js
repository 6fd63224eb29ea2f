// A note of the reader's own: Markdown with formulas. It is shown typeset; a click,
// Enter or the button brings its text, and leaving it typesets it again.
import { mountEditor } from "../editor/editor.js";
import { editHere, goOn } from "../editor/next.js";
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { followVersions } from "../work/versions.js";
import { Cell } from "./cell.js";

export class TextCell extends Cell {
  #note = document.createElement("div");
  /** Holds the editor. */
  #writing = Object.assign(document.createElement("div"), { className: "writing", hidden: true });
  #area = document.createElement("textarea");
  /** @type {Promise<import("../editor/editor.js").Editor> | null} */
  #editor = null;
  #toggle;
  #ended = new AbortController();

  /**
   * @param {import("./cell.js").Kept} kept
   * @param {import("./cell.js").Page} page
   * @param {import("./cell.js").Actions} actions
   */
  constructor(kept, page, actions) {
    super(kept, page, actions);
    this.element.dataset.note = "";
    Object.assign(this.#note, { className: "note", tabIndex: 0 });
    this.#note.setAttribute("role", "group");
    this.#note.setAttribute("aria-label", "Note: Enter edits it");
    this.#area.value = this.text;
    this.#area.rows = 4;
    this.#area.setAttribute("aria-label", "Markdown");
    this.#writing.append(this.#area);
    this.#toggle = Object.assign(button("Edit", "Edit this cell", () => (this.#writing.hidden ? this.edit() : this.done())), { className: "quiet edit" });
    this.element.querySelector(".own-head input")?.after(this.#toggle);
    this.element.append(this.#note, this.#writing);
    this.#listen();
  }

  #listen() {
    const { page } = this;
    const { texts } = page.ownCells;
    this.#area.addEventListener("input", () => texts.set(this.id, this.#area.value, "")); // the editor may come later
    let pointer = "";
    this.#note.addEventListener("pointerdown", (event) => (pointer = event.pointerType));
    this.#note.addEventListener("click", (event) => {
      // A touch scrolls, and the button is there for it; a selection is for copying.
      const follows = event.target instanceof Element && event.target.closest("a, button");
      if (!follows && pointer !== "touch" && getSelection()?.isCollapsed !== false) this.edit();
    });
    this.#note.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target !== this.#note) return;
      event.preventDefault(); // the editor is not to take it for a line
      this.edit();
    });
    this.element.addEventListener(editHere, () => this.edit());
    // What is pressed must not move away under the pointer: the note changes after the click.
    let pressed = false;
    const left = () => setTimeout(() => !this.#writing.hidden && !pressed && !this.element.contains(document.activeElement) && this.#show());
    const { signal } = this.#ended;
    document.addEventListener("pointerdown", () => (pressed = true), { capture: true, signal });
    for (const end of ["pointerup", "pointercancel"]) {
      document.addEventListener(end, () => {
        pressed = false;
        left();
      }, { capture: true, signal });
    }
    this.element.addEventListener("focusout", left);
    addEventListener("online", () => this.#note.querySelector(":scope > .error") && this.run(), { signal });
    followVersions(this.element, texts, this.id, {
      label: "this cell", own: true, announce: page.announce, focus: () => this.#note.focus(),
      put: (text) => this.#put(text), show: (text) => this.#put(text ?? ""),
    });
  }

  get text() {
    return this.page.ownCells.texts.get(this.id)?.text ?? "";
  }

  /** Replaces the text, here and in the editor. */
  async #put(/** @type {string} */ text) {
    this.page.ownCells.texts.set(this.id, text, "");
    this.#area.value = text;
    if (this.#editor) (await this.#editor).value = text;
    await this.run();
  }

  focus() {
    this.edit();
  }

  /** Shows the editor, with the keyboard in it. */
  async edit() {
    const { texts } = this.page.ownCells;
    this.#note.hidden = true;
    this.#writing.hidden = false;
    this.#label("Done", "Done: show the note");
    this.#editor ??= mountEditor(this.#area, {
      language: "markdown", announce: this.page.announce,
      onChange: (text) => texts.set(this.id, text, ""), onRun: () => this.done(),
      onRunNext: () => {
        this.done();
        goOn(this.element);
      },
    });
    (await this.#editor).focus();
  }

  /** Shows the note, with the keyboard on it. */
  done() {
    this.#show();
    this.#note.focus();
  }

  #show() {
    this.#writing.hidden = true;
    this.#note.hidden = false;
    this.#label("Edit", "Edit this cell");
    this.run();
  }

  #label(/** @type {string} */ text, /** @type {string} */ label) {
    this.#toggle.textContent = text;
    this.#toggle.setAttribute("aria-label", label);
    this.#toggle.classList.toggle("edit", this.#writing.hidden); // it opens the editor
  }

  async run() {
    return this.#typeset();
  }

  placed() {
    this.run();
  }

  end() {
    this.#ended.abort();
  }

  #typeset = latest(async (signal) => {
    const { text } = this;
    /** @type {(Node | string)[]} */
    let shown;
    let fine = true;
    try {
      const { render } = await import("./markdown.js");
      shown = [await render(text, levelBefore(this.element))];
    } catch (error) {
      fine = false;
      shown = this.#untypeset(text, error);
    }
    if (signal.aborted) return fine;
    this.#note.replaceChildren(...shown);
    if (!text.trim()) this.#note.append(Object.assign(document.createElement("p"), { className: "meta", textContent: "This note is empty." }));
    return fine;
  });

  /** The text as it was written, for when it cannot be typeset. */
  #untypeset(/** @type {string} */ text, /** @type {unknown} */ error) {
    const why = error instanceof RangeError ? error.message : this.page.site.away;
    const said = Object.assign(document.createElement("p"), { className: "error", textContent: `${why} This is the note as it was written. ` });
    said.append(button("Try again", "Try again to show the note formatted", () => this.run()));
    const raw = Object.assign(document.createElement("pre"), { className: "text", textContent: text, tabIndex: 0 });
    raw.setAttribute("role", "group");
    raw.setAttribute("aria-label", "the note as it was written");
    this.page.announce(said.firstChild?.textContent ?? "");
    return [said, raw];
  }
}

/** The level of the heading before an element, other than those in notes. */
function levelBefore(/** @type {HTMLElement} */ element) {
  const before = [...document.querySelectorAll(":is(h1, h2, h3, h4, h5, h6):not(.note *)")]
    .filter((heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
  return Number(before.at(-1)?.tagName[1] ?? 1);
}
