// The fallback if the editor cannot be loaded: a text area.
import { inWords } from "./problems.js";

/**
 * @typedef {import("./editor.js").Options} Options
 * @typedef {import("./editor.js").Editor} Editor
 */

/**
 * @param {HTMLElement} element
 * @param {Options} options
 * @returns {Editor}
 */
export function createPlainEditor(element, options) {
  const area = element instanceof HTMLTextAreaElement ? element : areaOver(element, options);
  const run = () => (options.onRun ? options.onRun() : area.form?.requestSubmit());
  const input = () => options.onChange?.(area.value);
  const keydown = (/** @type {KeyboardEvent} */ event) => {
    const action = keyAction(event, run, options);
    if (!action) return;
    event.preventDefault();
    action();
  };
  const message = document.createElement("p");
  message.className = "error";
  area.addEventListener("input", input);
  area.addEventListener("keydown", keydown);
  if (options.caret !== undefined) {
    area.focus();
    area.setSelectionRange(options.caret, options.caret);
  }
  return {
    get value() {
      return area.value;
    },
    set value(text) {
      if (text === area.value) return;
      area.value = text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    setDiagnostics(problems) {
      message.textContent = inWords(problems);
      if (problems.length) area.after(message);
      else message.remove();
      if (problems.length) options.announce(message.textContent);
    },
    setReadOnly(on) {
      area.readOnly = on;
    },
    focus(line) {
      area.focus();
      if (!line) return;
      const at = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      area.setSelectionRange(at, at);
    },
    destroy() {
      message.remove();
      area.removeEventListener("input", input);
      area.removeEventListener("keydown", keydown);
      if (area === element) return;
      area.remove();
      element.hidden = false;
    },
  };
}

/** A text area that replaces a listing and keeps the listing's text up to date. */
function areaOver(/** @type {HTMLElement} */ listing, /** @type {Options} */ options) {
  const code = listing.querySelector("code") ?? listing;
  const area = document.createElement("textarea");
  area.value = (code.textContent ?? "").replace(/\n$/, "");
  area.rows = area.value.split("\n").length + 1;
  area.spellcheck = false;
  area.setAttribute("aria-label", options.label ?? listing.getAttribute("aria-label") ?? "code");
  area.addEventListener("input", () => (code.textContent = area.value));
  const hadFocus = listing.contains(document.activeElement);
  listing.after(area);
  listing.hidden = true;
  if (hadFocus) area.focus();
  return area;
}

function keyAction(/** @type {KeyboardEvent} */ event, /** @type {() => void} */ run, /** @type {Options} */ options) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return run;
  if (event.key === "Enter" && event.shiftKey) return options.onRunNext ?? run;
  if (event.code === "KeyF" && event.shiftKey && event.altKey) return options.onFormat;
}
