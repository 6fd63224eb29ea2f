// A question: the answer goes to the lesson's own check, which returns a verdict.
// Answers are saved in the browser.
import { Refused } from "../api/http.js";
import { bare } from "../cell/compute.js";
import { reportAnswer } from "./answered.js";

/**
 * @typedef {object} Page
 * @property {import("../cell/compute.js").Compute} compute
 * @property {import("../work/store.js").Store} store
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 */

/**
 * @param {HTMLElement} section the exercise
 * @param {string} lesson
 * @param {string} name
 * @param {Page} page
 */
export function mountQuiz(section, lesson, name, { compute, store, announce, site }) {
  const quiz = /** @type {HTMLElement} */ (section.querySelector(".quiz"));
  const form = /** @type {HTMLFormElement} */ (quiz.querySelector("form"));
  const outputs = /** @type {HTMLElement} */ (quiz.querySelector(".outputs"));
  const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".inputs input:not([type=hidden])")]);

  /** What is filled in, by the names of the fields. */
  const filled = () => Object.fromEntries(fields.map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]));

  const restore = () => {
    const kept = store.answer(lesson, name);
    if (!kept || typeof kept !== "object") return;
    for (const field of fields) {
      const value = kept[field.name];
      if (field.type === "checkbox") field.checked = value === true;
      else if (typeof value === "string") field.value = value;
    }
  };
  const inAddress = [...new URLSearchParams(location.search).keys()].some((key) => fields.some((field) => field.name === key));
  if (!inAddress) restore();

  // Tabs showing the same question share one answer: the last one typed.
  store.watch((item) => {
    if (!item || (item.lesson === lesson && item.kind === "answer" && item.name === name)) restore();
  });
  form.addEventListener("input", () => store.setAnswer(lesson, name, filled()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (fields.every((f) => (f.type === "checkbox" ? !f.checked : !f.value.trim()))) {
      announce("Enter an answer first, then check.");
      return fields[0]?.focus();
    }
    outputs.setAttribute("aria-busy", "true");
    const params = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const check = quiz.dataset.quiz ?? "";
    const inputs = bare(check, new URLSearchParams([...params].filter(([key]) => key.startsWith(`${check}.`))));
    try {
      const answer = await compute.check(quiz, params);
      if (answer) {
        outputs.replaceChildren(.../** @type {HTMLElement} */ (answer.root.querySelector(":scope > .outputs")).childNodes);
        reportAnswer(quiz, { verdict: answer.verdict, typed: { inputs } });
      }
    } catch (error) {
      const p = document.createElement("p");
      p.className = "error";
      p.textContent = error instanceof Refused ? error.message : `${site.away} Your answer is saved; check again later.`;
      outputs.replaceChildren(p);
    }
    outputs.removeAttribute("aria-busy");
  });
}
