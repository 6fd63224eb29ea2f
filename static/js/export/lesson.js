// The lesson's own cells where there is no server: after common inputs from a
// file with their outputs, after all others from the lesson as a program,
// which runs where readers' programs run. Both are fetched when a cell is
// first touched.
import { Refused } from "../cell/compute.js";
import { getPacked } from "../page/packed.js";
import { Program } from "../program/program.js";

/** @type {Promise<Program> | null} */
let program = null;
/** Outputs by the inputs that are not at their defaults. @type {WeakMap<HTMLElement, Promise<Record<string, string>>>} */
const files = new WeakMap();

/**
 * Answers for a cell, as ../answers.js asks.
 * @param {HTMLElement} section
 * @param {string} cell
 * @param {URLSearchParams} params
 * @param {boolean} allFrames
 * @returns {Promise<HTMLElement | null>}
 */
export async function answer(section, cell, params, allFrames) {
  try {
    const known = allFrames ? "" : (await states(section))[moved(section, params)];
    if (known) {
      open(section).catch(() => {}); // the next input may be a rarer one
      const template = document.createElement("template");
      template.innerHTML = known;
      return /** @type {HTMLElement} */ (template.content.firstElementChild);
    }
    const inputs = Object.fromEntries([...params].map(([key, value]) => [key.slice(cell.length + 1), value]));
    return await (await open(section)).answer(cell, inputs, allFrames);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // what fetch throws
    throw new Refused("What computes this could not be loaded: it needs the network once. Try again.");
  }
}

/** @param {HTMLElement} section */
function states(section) {
  let file = files.get(section);
  if (!file) {
    file = section.dataset.states ? getPacked(section.dataset.states, "application/json").then((r) => r.json()) : Promise.resolve({});
    files.set(section, file);
    file.catch(() => files.delete(section));
  }
  return file;
}

/** The inputs that are not at their defaults, as the file names them. */
function moved(/** @type {HTMLElement} */ section, /** @type {URLSearchParams} */ params) {
  const inputs = /** @type {HTMLInputElement[]} */ ([...section.querySelectorAll("[data-default]")]);
  const changed = new URLSearchParams([...params].filter(([name, value]) => value !== inputs.find((i) => i.name === name)?.dataset.default));
  changed.sort();
  return changed.toString();
}

/** The lesson as a program, started once. @returns {Promise<Program>} */
function open(/** @type {HTMLElement} */ section) {
  program ??= start(section).catch((error) => {
    program = null;
    throw error;
  });
  return program;
}

async function start(/** @type {HTMLElement} */ section) {
  const address = /** @type {HTMLElement | null} */ (section.closest("[data-program]"))?.dataset.program ?? "";
  const response = await getPacked(address, "application/wasm");
  const started = new Program(() => {}, "");
  const failure = await started.start(await response.arrayBuffer());
  if (failure) throw new Refused(failure.message);
  return started;
}
