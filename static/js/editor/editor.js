// Editors over listings and text areas. This module is small; the editor itself
// is loaded when first needed.
import { createPlainEditor } from "./plain.js";

/**
 * @typedef {object} Problem a compiler's message
 * @property {number} line from 1
 * @property {number} [column] from 1, in bytes of UTF-8, as Go counts; 0 or absent: the whole line
 * @property {string} message
 * @property {string} [hint] the same in plain words
 *
 * @typedef {object} Options
 * @property {import("../page/announcer.js").Announce} announce
 * @property {"go" | "sql" | "markdown"} language
 * @property {string} [label] for screen readers; by default the label of the element
 * @property {boolean} [readOnly]
 * @property {number} [caret] initial position of the caret; the editor then takes the focus
 * @property {(value: string) => void} [onChange]
 * @property {() => void} [onRun] Ctrl-Enter or Cmd-Enter; by default the text area's form is submitted
 * @property {() => void} [onRunNext] Shift-Enter: run and go on; onRun by default
 * @property {() => void} [onFormat] Shift-Alt-F
 *
 * @typedef {object} Editor
 * @property {string} value without a line break at its end; setting it can be undone, and moves the caret no more than it must
 * @property {(problems: Problem[]) => void} setDiagnostics
 * @property {(readOnly: boolean) => void} setReadOnly
 * @property {(line?: number) => void} focus
 * @property {() => void} destroy puts the element back, with what was written
 */

/**
 * Replaces a <pre> with a <code>, or a <textarea>, by an editor. The element
 * stays on the page, hidden, and its text follows the editor's: submitting forms
 * and copying listings work as before.
 * @param {HTMLElement} element
 * @param {Options} options
 * @returns {Promise<Editor>}
 */
export async function mountEditor(element, options) {
  try {
    const { createEditor } = await import("./view.js");
    return createEditor(element, options);
  } catch {
    return createPlainEditor(element, options); // the editor could not be loaded
  }
}

/** Loads the editor in advance. */
export const fetchEditor = () => void import("./view.js").catch(() => {}); // the plain editor takes over

/** Calls f when the browser has time: several of these do not make one long task. */
const atLeisure = (/** @type {() => void} */ f) => void (self.requestIdleCallback?.(f, { timeout: 500 }) ?? setTimeout(f));

/** How far from the window an element is "near", in pixels. */
const near = 600;

/**
 * Calls f once: when the browser has time after the element has come near the
 * window, or when something in it gets the focus.
 * @param {HTMLElement} element
 * @param {() => void} f
 */
export function whenNear(element, f) {
  let waits = true;
  const go = () => {
    if (!waits) return;
    waits = false;
    observer.disconnect();
    element.removeEventListener("focusin", go);
    f();
  };
  const observer = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) atLeisure(go);
  }, { rootMargin: `${near}px 0px` });
  observer.observe(element);
  element.addEventListener("focusin", go);
}
