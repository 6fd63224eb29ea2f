// The cells of a teacher's own lesson, which is not compiled into the server. The
// lesson is built as one program and runs in the same sandbox as readers'
// programs. It is fetched when a cell first comes into view.
import { Refused } from "../api/http.js";
import { startedOnce } from "../program/program.js";
import { bare, cellOf } from "./compute.js";

/** Runs the cells once they come near the window. @param {HTMLElement} article */
export function mount(article) {
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      target.dispatchEvent(new Event("recompute"));
    }
  }, { rootMargin: "400px" });
  for (const cell of article.querySelectorAll(".cell[data-cell]")) seen.observe(cell);
}

/**
 * Runs the lesson's code, as compute.js expects. Questions go to the server, which
 * knows their answers.
 * @param {HTMLElement} article
 * @param {object} page
 * @param {import("./compute.js").Lesson} page.server
 * @param {import("../program/builders.js").Builders} page.builders
 * @param {() => import("../program/run/runner.js").Runner} page.newRunner
 * @returns {import("./compute.js").Lesson}
 */
export function ownLesson(article, { server, builders, newRunner }) {
  const waiting = (/** @type {string} */ why) => {
    for (const p of article.querySelectorAll(".pending")) p.textContent = why;
  };
  const program = startedOnce(newRunner, async () => {
    const request = { lesson: article.dataset.lesson ?? "", edits: [], cells: [] };
    const built = await builders.build(request, waiting, new AbortController().signal);
    if (built.kind === "problem") throw new Refused(built.problem);
    if (built.kind === "mistakes") throw new Refused("The lesson does not compile.");
    return built.wasm;
  });
  return async (section, params, allFrames) => {
    if (section.dataset.quiz !== undefined) return server(section, params, allFrames);
    const cell = cellOf(section);
    return (await program()).show(cell, bare(cell, [...params].length ? params : fromAddress(cell)), allFrames);
  };
}

/** The inputs of a cell that has not run yet, as far as the address contains them. */
function fromAddress(/** @type {string} */ cell) {
  return new URLSearchParams([...new URLSearchParams(location.search)].filter(([key]) => key.startsWith(cell + ".")));
}
