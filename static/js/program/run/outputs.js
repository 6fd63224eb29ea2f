// Displays the output of a cell of the reader's program: the same elements as
// from the server's templates, but built one by one from plain data, because the
// program must not supply markup.
import { Budget, TooMuch, element, inputName, list, number, object, text } from "./elements.js";
import { drawing } from "./drawing.js";
import { inputs } from "./inputs.js";

const maxFrames = 120;
const null_ = "\x00NULL"; // notebook.Null

/**
 * The inputs and outputs of a cell, as the server's answer to a changed input
 * holds them: <div data-query><div class="inputs"><div class="outputs">.
 * @param {string} cell
 * @param {any} output a notebook.Output, of whatever shape the program gave it
 * @param {{allFrames?: boolean}} options allFrames: with the frames of animations as templates
 */
export function fragment(cell, output, options = {}) {
  const budget = new Budget();
  const out = object(output);
  const asked = list(out.inputs).map(object);
  const view = new View(cell, asked, budget, options.allFrames ?? false);
  const root = document.createElement("div");
  const shown = document.createElement("div");
  shown.className = "outputs";
  try {
    root.append(inputs(budget, cell, asked));
    for (const notice of list(out.notices)) shown.append(element(budget, "p", { class: "notice" }, text(notice) + "."));
    view.events(shown, out.events);
    if (out.timed === true) {
      shown.append(element(budget, "p", { class: "again" }, element(budget, "button", { form: `form-${cell}`, type: "submit" }, "Measure again")));
    }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    shown.append(note("The rest is left out: this is more than a page can show."));
  }
  root.append(shown);
  root.dataset.query = query(cell, asked);
  return root;
}

/** An error box. @param {string} message */
export function note(message) {
  return element(new Budget(), "p", { class: "error", role: "note" }, message);
}

/** The inputs that differ from their defaults, as the address holds them. */
function query(/** @type {string} */ cell, /** @type {any[]} */ asked) {
  const params = asked.filter((i) => inputName(i.name) && i.value !== i.default).map((i) => [`${cell}.${i.name}`, text(i.value)]);
  params.sort(([a], [b]) => (a < b ? -1 : 1));
  return new URLSearchParams(params).toString();
}

class View {
  constructor(/** @type {string} */ cell, /** @type {any[]} */ inputs, /** @type {Budget} */ budget, /** @type {boolean} */ allFrames) {
    this.cell = cell;
    this.defaults = new Map(inputs.map((input) => [input.name, text(input.default)]));
    this.budget = budget;
    this.allFrames = allFrames;
  }

  /** Adds events to a container one by one, so that those within the budget are shown. */
  events(/** @type {Node} */ into, /** @type {unknown} */ events) {
    this.budget.within(() => {
      for (const event of list(events).map(object)) this.event(into, event);
    });
  }

  event(/** @type {Node} */ into, /** @type {any} */ event) {
    const b = this.budget;
    const add = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes, /** @type {(Node | string)[]} */ ...children) => {
      const e = element(b, tag, attributes, ...children);
      into.appendChild(e);
      return e;
    };
    switch (event.kind) {
      case "heading":
        return add("p", { class: "heading" }, text(event.text));
      case "say":
        return add("p", { class: "say" }, text(event.text));
      case "text":
        return add("pre", { class: "text", tabindex: "0", role: "group", "aria-label": "output" }, text(event.text));
      case "error":
        return add("p", { class: "error", role: "note" }, text(event.text));
      case "verdict":
        return add("p", { class: `verdict ${event.passed === true ? "passed" : "failed"}` }, text(event.text));
      case "table":
        return this.table(into, object(event.table));
      case "drawing":
        return into.appendChild(drawing(b, object(event.drawing)));
      case "row": {
        const row = add("div", { class: "row" });
        for (const inner of list(event.events)) {
          const column = element(b, "div");
          row.append(column);
          this.events(column, [inner]);
        }
        return row;
      }
      case "animation":
        return this.animation(into, object(event.animation));
    }
  }

  table(/** @type {Node} */ into, /** @type {any} */ t) {
    const b = this.budget;
    const numeric = new Set(list(t.numeric));
    const marked = new Set(list(t.mark));
    const types = list(t.types);
    const align = (/** @type {number} */ j) => (numeric.has(j) ? "numeric" : null);
    const body = element(b, "tbody");
    const table = element(b, "table");
    if (text(t.caption)) table.append(element(b, "caption", {}, text(t.caption)));
    table.append(element(b, "thead", {}, element(b, "tr", {}, ...list(t.columns).map((c, j) => {
      if (!text(c)) return element(b, "td");
      const head = element(b, "th", { scope: "col", class: align(j) }, text(c));
      if (text(types[j])) head.append(element(b, "span", { class: "type" }, text(types[j])));
      return head;
    }))), body);
    into.appendChild(element(b, "div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": text(t.caption) || "table" }, table));
    list(t.rows).forEach((row, i) => {
      const cells = list(row).map((v, j) => element(b, "td", { class: align(j) }, v === null_ ? element(b, "span", { class: "null" }, "NULL") : text(v)));
      body.append(element(b, "tr", { class: marked.has(i) ? "mark" : null }, ...cells));
    });
  }

  animation(/** @type {Node} */ into, /** @type {any} */ a) {
    const b = this.budget;
    const count = Math.min(Math.max(Math.floor(number(a.count)), 1), maxFrames);
    const current = Math.min(Math.max(Math.floor(number(a.current)), 0), count - 1);
    const [label, name, frames] = [text(a.label), `${this.cell}.${inputName(a.input)}`, object(a.frames)];
    const button = (/** @type {string} */ kind, /** @type {string} */ says, /** @type {string} */ sign) =>
      element(b, "button", { type: "button", class: kind, hidden: true, "aria-label": says }, sign);
    const scrub = element(b, "input", {
      type: "range", form: `form-${this.cell}`, name, min: 0, max: count - 1, step: 1, value: current, "data-default": this.defaults.get(a.input) ?? "",
    });
    const frame = element(b, "div", { class: "frame" });
    const animation = element(b, "div", { class: "animation", "data-input": name, "data-label": label, "data-count": count },
      element(b, "div", { class: "player" },
        button("play", "Play", "▶"), button("back", `One ${label} back`, "◀|"), button("forward", `One ${label} forward`, "|▶"),
        element(b, "label", {}, element(b, "span", { class: "label" }, label), scrub, element(b, "output", {}, `${current} / ${count - 1}`))),
      frame);
    into.appendChild(animation);
    this.events(frame, frames[current]);
    if (!this.allFrames) return;
    for (let i = 0; i < count; i++) {
      const later = /** @type {HTMLTemplateElement} */ (element(b, "template", { class: "later" }));
      animation.append(later);
      this.events(later.content, frames[i]);
    }
  }
}
