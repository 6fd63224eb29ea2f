// Computes what a cell shows, with the lesson's own code or, once there is one,
// the reader's program. The lesson's code runs on the server or, if the server
// does not have it, in this browser (own-lesson.js, ../export/lesson.js). All
// return the same element: <div data-query> with the cell's .inputs and .outputs.

/**
 * @typedef {import("../api.js").Fragment} Fragment
 * @typedef {(cell: string, inputs: Record<string, string>, allFrames: boolean) => Promise<Fragment | null>} Program null: a newer
 *   request replaced this one
 * @typedef {(section: HTMLElement, params: URLSearchParams, allFrames: boolean) => Promise<Fragment | null>} Lesson
 */

export class Compute {
  #lesson;
  /** @type {Program | null} */
  #program = null;

  /** @param {Lesson} lesson the lesson's own code */
  constructor(lesson) {
    this.#lesson = lesson;
  }

  /**
   * Switches to the reader's program, or back to the lesson's own code.
   * @param {Program | null} program
   */
  use(program) {
    this.#program = program;
  }

  /**
   * Computes what a cell shows.
   * @param {HTMLElement} section the cell
   * @param {URLSearchParams} params its inputs, as the address holds them
   * @param {boolean} allFrames with every frame of its animations
   * @returns {Promise<Fragment | null>} null: a newer request replaced this one
   */
  async cell(section, params, allFrames = false) {
    const cell = section.dataset.cell ?? "";
    return this.#program ? this.#program(cell, bare(cell, params), allFrames) : this.#lesson(section, params, allFrames);
  }

  /**
   * Runs the lesson's own check, regardless of the reader's edits.
   * @param {HTMLElement} section the exercise or question
   * @param {URLSearchParams} params
   */
  async check(section, params) {
    return this.#lesson(section, params, false);
  }
}

/** The inputs of a cell, without the cell's name before each. */
export function bare(/** @type {string} */ cell, /** @type {URLSearchParams} */ params) {
  return Object.fromEntries([...params].map(([key, value]) => [key.slice(cell.length + 1), value]));
}

/** The cell or check that a section refers to. */
export function cellOf(/** @type {HTMLElement} */ section) {
  const { cell, quiz, exercise } = section.dataset;
  return cell ?? quiz ?? `Check${exercise}`;
}
