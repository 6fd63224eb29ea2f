// The cells of an own lesson, one that is not part of the course: the server
// has no compiled form of them. The lesson is built as one program and runs
// where readers' programs run. It is fetched when a cell first comes into view.
import { Refused } from "./compute.js";
import { build } from "../program/builders.js";
import { Program } from "../program/program.js";

/** @type {Promise<Program> | null} */
let program = null;
/** Says in the cells what they wait for. @type {(why: string) => void} */
let waiting = () => {};

/** @param {HTMLElement} article */
export function mount(article) {
  const cells = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".cell[data-cell]")]);
  waiting = (why) => {
    for (const p of article.querySelectorAll(".pending")) p.textContent = why;
  };
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      target.dispatchEvent(new Event("answer-again"));
    }
  }, { rootMargin: "400px" });
  for (const cell of cells) seen.observe(cell);
}

/**
 * Answers for a cell, as ./answers.js asks.
 * @param {string} cell
 * @param {URLSearchParams} params
 * @param {boolean} allFrames
 * @returns {Promise<HTMLElement | null>}
 */
export async function answer(cell, params, allFrames) {
  const all = [...params].length ? params : fromAddress(cell);
  const inputs = Object.fromEntries([...all].map(([key, value]) => [key.slice(cell.length + 1), value]));
  program ??= start().catch((error) => {
    program = null;
    throw error;
  });
  return (await program).answer(cell, inputs, allFrames);
}

/** The inputs of a cell that was never run: the address may hold some. */
function fromAddress(/** @type {string} */ cell) {
  return new URLSearchParams([...new URLSearchParams(location.search)].filter(([key]) => key.startsWith(cell + ".")));
}

/** The lesson as a program, started once. @returns {Promise<Program>} */
async function start() {
  const lesson = /** @type {HTMLElement | null} */ (document.querySelector(".lesson"))?.dataset.lesson ?? "";
  const { wasm, diagnostics, problem } = await build(lesson, [], [], waiting, new AbortController().signal);
  if (problem) throw new Refused(problem);
  if (diagnostics?.length) throw new Refused("The lesson does not compile.");
  const started = new Program(() => {}, "");
  const failure = await started.start(wasm ?? new ArrayBuffer(0));
  if (failure) throw new Refused(failure.message);
  return started;
}
