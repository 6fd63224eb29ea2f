// The inputs that a cell's program asks for, built like the server's template
// "inputs": the reader may have added a slider.
import { element, inputName, list, number, object, plain, text } from "./elements.js";

/** @typedef {import("./elements.js").Budget} Budget */

/**
 * @param {Budget} budget
 * @param {string} cell
 * @param {any[]} inputs
 */
export function inputs(budget, cell, inputs) {
  const known = inputs.map(object).filter((input) => inputName(input.name));
  return element(budget, "div", { class: "inputs" }, ...known.flatMap((input) => field(budget, cell, input) ?? []));
}

/** @returns {HTMLElement | null} */
function field(/** @type {Budget} */ budget, /** @type {string} */ cell, /** @type {any} */ input) {
  const id = `${cell}-${input.name.replaceAll(".", "-")}`;
  const name = `${cell}.${input.name}`;
  const value = text(input.value);
  const label = element(budget, "span", { class: "label" }, text(input.label));
  const range = object(input.range);
  const span = { min: plain(range.min), max: plain(range.max), step: plain(range.step) };
  const common = { id, name, "data-default": text(input.default) };
  switch (input.kind) {
    case "slider":
      return element(budget, "label", { class: "input slider" }, label,
        element(budget, "input", { type: "range", ...span, ...common, value }), element(budget, "output", { for: id }, value));
    case "number":
      return element(budget, "label", { class: "input number" }, label, element(budget, "input", { type: "number", ...span, ...common, value }));
    case "select":
      return element(budget, "label", { class: "input select" }, label, element(budget, "select", common,
        ...list(input.options).map((o) => element(budget, "option", { selected: o === value }, text(o)))));
    case "checkbox":
      return element(budget, "label", { class: "input checkbox" }, element(budget, "input", { type: "hidden", name, value: "off" }),
        element(budget, "input", { type: "checkbox", ...common, value: "on", checked: value === "on" }), " ", label);
    case "answer":
      return element(budget, "label", { class: "input answer" }, label,
        element(budget, "input", { type: "text", ...common, value, maxlength: 80, autocapitalize: "off", spellcheck: "false" }));
    case "buttons":
      return buttons(budget, name, value, input, label);
  }
  return null;
}

function buttons(
  /** @type {Budget} */ budget, /** @type {string} */ name, /** @type {string} */ value, /** @type {any} */ input, /** @type {HTMLElement} */ label,
) {
  const presses = value ? value.split(".") : [];
  const full = presses.length >= number(input.limit);
  const press = (/** @type {number} */ i) => [...presses, i].join(".");
  const undo = presses.slice(0, -1).join(".");
  return element(budget, "div", { class: "input buttons", role: "group", "aria-label": text(input.label) }, label,
    element(budget, "input", { type: "hidden", name, value, "data-default": "" }),
    ...list(input.options).map((o, i) => element(budget, "button", { name, value: press(i), "data-press": i, disabled: full }, text(o))),
    element(budget, "button", { class: "quiet", name, value: undo, "data-press": "undo", disabled: !value }, "Undo"),
    element(budget, "button", { class: "quiet", name, value: "", disabled: !value }, "Restart"));
}
