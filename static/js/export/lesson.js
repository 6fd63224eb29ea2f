// The lesson's own cells without a server: outputs for common inputs come from a
// file, all others from the lesson compiled to a program, which runs in the same
// sandbox as readers' programs. Both are fetched when a cell is first used.
import { fragment } from "../api.js";
import { Refused, Unreachable, getPacked } from "../api/http.js";
import { bare, cellOf } from "../cell/compute.js";
import { startedOnce } from "../program/program.js";

/**
 * Runs the lesson's code, as ../cell/compute.js expects.
 * @param {HTMLElement | null} article with the address of the program
 * @param {{newRunner: () => import("../program/run/runner.js").Runner}} page
 * @returns {import("../cell/compute.js").Lesson}
 */
export function exportedLesson(article, { newRunner }) {
  const program = startedOnce(newRunner, async () => (await getPacked(article?.dataset.program ?? "", "application/wasm")).arrayBuffer());
  /** Outputs by the inputs that are not at their defaults. @type {WeakMap<HTMLElement, Promise<Record<string, string>>>} */
  const files = new WeakMap();

  const states = (/** @type {HTMLElement} */ section) => {
    let file = files.get(section);
    if (!file) {
      file = section.dataset.states ? getPacked(section.dataset.states, "application/json").then((r) => r.json()) : Promise.resolve({});
      files.set(section, file);
      file.catch(() => files.delete(section));
    }
    return file;
  };

  return async (section, params, allFrames) => {
    try {
      const known = allFrames ? "" : (await states(section))[moved(section, params)];
      if (known) {
        program().catch(() => {}); // the next input may not be in the file
        return fragment(known);
      }
      const cell = cellOf(section);
      return await (await program()).show(cell, bare(cell, params), allFrames);
    } catch (error) {
      // TypeError: the network failed during a download.
      if (!(error instanceof Unreachable || error instanceof TypeError)) throw error;
      throw new Refused("The code behind this could not be loaded. It needs a network connection the first time; try again.");
    }
  };
}

/** The inputs that are not at their defaults, as the keys of the file. */
function moved(/** @type {HTMLElement} */ section, /** @type {URLSearchParams} */ params) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...section.querySelectorAll("[data-default]")]);
  const changed = new URLSearchParams([...params].filter(([name, value]) => value !== inputs.find((i) => i.name === name)?.dataset.default));
  changed.sort();
  return changed.toString();
}
