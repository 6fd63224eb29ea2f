// A desk: one listing of the lesson's Go, with a button to edit it, then an
// editor with its own buttons.
import { button } from "./button.js";
import { mountEditor } from "./editor.js";

export class Desk {
  /** @type {import("./editor.js").Editor | null} */
  editor = null;
  open = false;

  /**
   * @param {HTMLElement} listing
   * @param {import("./edits.js").Edits} edits
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
