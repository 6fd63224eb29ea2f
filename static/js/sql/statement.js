// What all SQL cells have, the lesson's and the reader's own: an editor over a form,
// a button and keys that run it, and its results in place of the last ones.
import { Refused } from "../api/http.js";
import { mountEditor, whenNear } from "../editor/editor.js";
import { editHere, goOn } from "../editor/next.js";
import { latest } from "../page/latest.js";

/**
 * @typedef {object} Page
 * @property {(section: HTMLElement, form: URLSearchParams, how: {waiting: (why: string) => void, signal: AbortSignal}) => Promise<import("../api.js").Fragment>} sql
 *   runs a statement; form is what the server takes
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 *
 * @typedef {object} Parts
 * @property {() => [name: string, value: string][]} above what the form lacks: the statements above
 * @property {(shown: {form: URLSearchParams, verdict: import("../wire.js").Verdict | null}) => void} shown called with a form whose results have been shown
 */

export class Statement {
  #section;
  #page;
  #parts;
  /** @type {Promise<import("../editor/editor.js").Editor> | null} */
  #editor = null;

  /**
   * @param {HTMLElement} section with a form and outputs
   * @param {Page} page
   * @param {Parts} parts
   */
  constructor(section, page, parts) {
    this.#section = section;
    this.#page = page;
    this.#parts = parts;
    this.form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
    this.text = /** @type {HTMLTextAreaElement} */ (this.form.querySelector("textarea"));
    this.outputs = /** @type {HTMLElement} */ (section.querySelector(".outputs"));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run();
    });
    this.form.querySelector("[name=plan]")?.addEventListener("change", () => this.run());
    const hint = /** @type {HTMLElement | null} */ (this.form.querySelector("kbd"));
    if (hint) hint.hidden = !matchMedia("(hover: hover)").matches;
    whenNear(section, () => this.#mounted());
    section.addEventListener(editHere, async () => {
      await this.focus();
      section.scrollIntoView({ block: "nearest", behavior: "instant" }); // last: what moves the page comes before
    });
  }

  /** What a run sends. */
  get asks() {
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(this.form)) params.append(key, String(value));
    for (const [key, value] of this.#parts.above()) params.append(key, value);
    return params;
  }

  /** Runs the text and shows its results. Resolves to whether it succeeded. */
  run = latest(async (signal) => {
    const { sql, site } = this.#page;
    this.outputs.setAttribute("aria-busy", "true");
    const form = this.asks;
    try {
      const { root, verdict } = await sql(this.#section, form, { waiting: (why) => this.#trouble(why), signal });
      if (signal.aborted) return false;
      this.outputs.replaceChildren(.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes);
      this.#parts.shown({ form, verdict });
    } catch (error) {
      if (signal.aborted) return false;
      this.#trouble(error instanceof Refused ? error.message : `${site.away} What you typed is still here; try again.`);
    }
    this.outputs.removeAttribute("aria-busy");
    return !this.outputs.querySelector(":scope > .error");
  });

  #trouble(/** @type {string} */ message) {
    const p = document.createElement("p");
    p.className = "error";
    p.textContent = message;
    this.outputs.replaceChildren(p);
    this.#page.announce(message);
  }

  #mounted() {
    return (this.#editor ??= mountEditor(this.text, {
      language: "sql", announce: this.#page.announce,
      onRunNext: () => {
        this.run();
        goOn(this.#section);
      },
    }));
  }

  async focus() {
    (await this.#mounted()).focus();
  }

  /** Replaces the text, as if it had been typed. */
  put(/** @type {string} */ value) {
    this.text.value = value;
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#editor?.then((editor) => (editor.value = value));
  }
}
