// Shows the changes to a text line by line. The + and − signs convey them without
// colour.
import { button } from "../page/button.js";
import { lineDiff } from "./diff.js";

/** How many lines around a change are shown, and the fewest that are left out. */
const around = 3;
const fold = 3;

/**
 * @typedef {{name: string, before: string, after: string}} Pair two versions of a declaration
 */

/**
 * A button that shows and hides the changes.
 * @param {string} text the button's text
 * @param {string} label of the button and of the changes
 * @param {HTMLElement} place where the changes are shown
 * @param {() => Pair[]} pairs the versions to compare
 */
export function changesButton(text, label, place, pairs) {
  place.hidden = true;
  const toggle = button(text, label, () => show(place.hidden === true));
  const show = (/** @type {boolean} */ on) => {
    toggle.setAttribute("aria-expanded", String(on));
    place.hidden = !on;
    const all = on ? pairs() : [];
    place.replaceChildren(...all.flatMap(({ name, before, after }) => [
      ...(all.length > 1 ? [element("p", "heading", name)] : []),
      before === after ? element("p", "", "No changes.") : showChanges(before, after, `${label}: ${name}`),
    ]));
  };
  show(false);
  return { toggle, hide: () => show(false), refresh: () => show(place.hidden === false) };
}

/**
 * A listing of the changes from the first text to the second.
 * @param {string} before
 * @param {string} after
 * @param {string} label for screen readers
 */
function showChanges(before, after, label) {
  const lines = lineDiff(before, after);
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((line) => line.mark !== " "));
  const pre = document.createElement("pre");
  pre.className = "changes";
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", label);
  for (let i = 0; i < lines.length; i++) {
    const next = near.indexOf(true, i);
    const alike = (next < 0 ? lines.length : next) - i;
    if (alike < fold) {
      pre.append(row(lines[i]));
    } else {
      pre.append(element("span", "alike", `  … ${alike} unchanged lines\n`));
      i += alike - 1;
    }
  }
  return pre;
}

function row(/** @type {import("./diff.js").Line} */ { mark, text }) {
  if (mark === "+") return element("ins", "", `+ ${text}\n`);
  if (mark === "-") return element("del", "", `− ${text}\n`);
  return element("span", "", `  ${text}\n`);
}

function element(/** @type {string} */ tag, /** @type {string} */ name, /** @type {string} */ text) {
  const e = document.createElement(tag);
  if (name) e.className = name;
  e.textContent = text;
  return e;
}
