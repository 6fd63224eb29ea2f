// A cell of the reader's own, with SQL. It runs as the lesson's SQL cells do, on
// their data, after the cells above it.
import { Statement } from "../sql/statement.js";
import { followVersions } from "../work/versions.js";
import { baseOf } from "./above.js";
import { Cell } from "./cell.js";

const html = `<textarea name="q" rows="1" aria-label="SQL statement" spellcheck="false" autocapitalize="off" autocomplete="off" maxlength="100000"></textarea>
<div class="bar"><button type="submit" class="run" aria-label="Run this cell">Run</button>
<label class="input checkbox"><input type="checkbox" name="plan" value="on"> <span class="label">query plan</span></label><kbd aria-hidden="true" hidden>Ctrl Enter</kbd></div>`;

export class SQLCell extends Cell {
  #statement;
  #data = Object.assign(document.createElement("span"), { className: "meta" });
  /** What the results that show come from; nothing before the first run. @type {string[]} */
  #ran = [];

  /**
   * @param {import("./cell.js").Kept} kept
   * @param {import("./cell.js").Page} page
   * @param {import("./cell.js").Actions} actions
   */
  constructor(kept, page, actions) {
    super(kept, page, actions);
    const { texts } = page.ownCells;
    this.element.classList.add("sql");
    const form = Object.assign(document.createElement("form"), {
      innerHTML: html, autocomplete: "off", action: page.site.address(`/lessons/${page.edits.lesson}/sql`),
    });
    const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("q"));
    text.value = texts.get(kept.id)?.text ?? "";
    text.rows = Math.max(2, text.value.split("\n").length);
    form.querySelector(".bar")?.append(this.#data, this.status);
    const outputs = Object.assign(document.createElement("div"), { className: "outputs" });
    outputs.setAttribute("aria-live", "polite");
    this.element.append(form, outputs);

    this.#statement = new Statement(this.element, page, {
      above: () => {
        const { data, above } = baseOf(this.element);
        return [["data", data], ...above.flatMap(asField)];
      },
      shown: ({ form }) => {
        this.#ran = madeFrom(form);
        this.#compare();
      },
    });
    text.addEventListener("input", () => texts.set(kept.id, text.value, ""));
    followVersions(form, texts, kept.id, {
      label: "this cell", own: true, announce: page.announce, put: (value) => this.#statement.put(value), focus: () => this.focus(),
      show: (theirs) => this.#statement.put(theirs ?? ""),
    });
  }

  focus() {
    this.#statement.focus();
  }

  async run() {
    return this.#statement.run();
  }

  changedAround() {
    this.#compare();
  }

  /** Says what it runs on, and marks what shows if running again might show something else. */
  #compare() {
    const now = madeFrom(this.#statement.asks);
    const outdated = this.#ran.length > 0 && (now.length !== this.#ran.length || now.some((value, i) => value !== this.#ran[i]));
    if (outdated) this.outdated();
    else this.current();
    const { data } = baseOf(this.element);
    this.#data.textContent = data ? `on the data “${data}”` : "on an empty database";
  }
}

/** A cell above as the server takes it. @returns {[name: string, value: string][]} */
function asField(/** @type {HTMLElement} */ cell) {
  const title = /** @type {HTMLInputElement | null} */ (cell.querySelector(".own-head input"))?.value;
  return [["above", cell.querySelector("textarea")?.value ?? ""], ["called", title ?? cell.getAttribute("aria-label") ?? ""]];
}

/** What the results of a form depend on: not on what cells are called. */
const madeFrom = (/** @type {URLSearchParams} */ form) => [...form].filter(([name]) => name !== "called").map(([, value]) => value);
