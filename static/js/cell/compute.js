// Who answers when an input of a cell changes: the server, with the lesson's
// own code, or the reader's program, when there is one. Both give the same
// element: <div data-query> with the cell's .inputs and .outputs.
import { exported } from "../page/site.js";
import { fromPage } from "../work/store.js";

/**
 * @typedef {(cell: string, inputs: Record<string, string>, allFrames: boolean) => Promise<HTMLElement | null>} Program
 */

/** @type {Program | null} */
let program = null;

/**
 * Lets the reader's program answer from now on, or the server again.
 * @param {Program | null} p
 */
export function useProgram(p) {
  program = p;
}

/**
 * Asks for a cell's outputs. The answer is null when a newer question took
 * its place.
 * @param {HTMLElement} section the cell
 * @param {URLSearchParams} params its inputs, as the address holds them
 * @param {boolean} allFrames with every frame of its animations
 * @returns {Promise<HTMLElement | null>}
 */
export async function ask(section, params, allFrames = false) {
  const cell = section.dataset.cell ?? "";
  if (program) {
    const inputs = Object.fromEntries([...params].map(([key, value]) => [key.slice(cell.length + 1), value]));
    return program(cell, inputs, allFrames);
  }
  return askLesson(section, params, allFrames);
}

/**
 * Asks the lesson's own code, whatever the reader has changed.
 * @param {HTMLElement} section the cell, or what asks a check
 * @param {URLSearchParams} params
 * @param {boolean} allFrames
 * @returns {Promise<HTMLElement | null>}
 */
export async function askLesson(section, params, allFrames = false) {
  if (exported) {
    const { cell, quiz, exercise } = section.dataset;
    const { answer } = await import("../export/lesson.js");
    return answer(section, cell ?? quiz ?? `Check${exercise}`, params, allFrames);
  }
  if (section.closest("[data-own]") && section.dataset.quiz === undefined) {
    const { cell, exercise } = section.dataset;
    const { answer } = await import("./own-lesson.js");
    return answer(cell ?? `Check${exercise}`, params, allFrames);
  }
  const response = await fetch(`${section.dataset.src}?${params}&part${allFrames ? "&frames" : ""}`, { headers: fromPage });
  const body = await response.text();
  if (!response.ok) throw new Refused(body);
  const template = document.createElement("template");
  template.innerHTML = body;
  return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** The server's word on a question that it does not answer. */
export class Refused extends Error {}
