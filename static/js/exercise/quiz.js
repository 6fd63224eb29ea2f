// A question: its answer goes to the check, which is the lesson's own code, and
// the verdict comes back. What was answered is kept in the browser.
import { Refused, askLesson } from "../cell/compute.js";
import { announce } from "../page/announcer.js";
import { away } from "../page/site.js";
import { answer, setAnswer, watch } from "../work/store.js";

/**
 * @param {HTMLElement} section the exercise
 * @param {string} lesson
 * @param {string} name
 */
export function mountQuiz(section, lesson, name) {
  const quiz = /** @type {HTMLElement} */ (section.querySelector(".quiz"));
  const form = /** @type {HTMLFormElement} */ (quiz.querySelector("form"));
  const outputs = /** @type {HTMLElement} */ (quiz.querySelector(".outputs"));
  const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll(".inputs input:not([type=hidden])")]);

  /** What is filled in, by the names of the fields. */
  const filled = () => Object.fromEntries(fields.map((f) => [f.name, f.type === "checkbox" ? f.checked : f.value]));

  const restore = () => {
    const kept = answer(lesson, name);
    if (!kept || typeof kept !== "object") return;
    for (const field of fields) {
      const value = kept[field.name];
      if (field.type === "checkbox") field.checked = value === true;
      else if (typeof value === "string") field.value = value;
    }
  };
  if (!outputs.querySelector(".verdict")) restore(); // the address holds no answer

  // Two tabs at one question show one answer: what was typed last, in either.
  watch((item) => {
    if (!item || (item.lesson === lesson && item.kind === "answer" && item.name === name)) restore();
  });
  form.addEventListener("input", () => setAnswer(lesson, name, filled()));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (fields.every((f) => (f.type === "checkbox" ? !f.checked : !f.value.trim()))) {
      announce("Answer first, then check.");
      return fields[0]?.focus();
    }
    outputs.setAttribute("aria-busy", "true");
    const params = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const check = `${quiz.dataset.quiz}.`;
    const inputs = Object.fromEntries([...params].filter(([key]) => key.startsWith(check)).map(([key, value]) => [key.slice(check.length), value]));
    try {
      const root = await askLesson(quiz, params);
      if (root) outputs.replaceChildren(.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes);
      quiz.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail: { typed: { inputs } } }));
    } catch (error) {
      const p = document.createElement("p");
      p.className = "error";
      p.textContent = error instanceof Refused ? error.message : `${away} Your answer is kept; check again later.`;
      outputs.replaceChildren(p);
    }
    outputs.removeAttribute("aria-busy");
  });
}
