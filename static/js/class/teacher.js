// The teacher's page: polls the state of the class and shows it.
import { Refused } from "../api/http.js";
import { button } from "../page/button.js";
import { recheck } from "./recheck.js";

/**
 * @typedef {import("../wire.js").LearnerState} Learner
 * @typedef {import("../wire.js").ExerciseState} Count
 * @typedef {import("../wire.js").ClassState} State
 */

/** @type {Record<import("../wire.js").VerdictState, string>} */
const claims = { passed: "says passed", notYet: "failed", noVerdict: "no verdict" };
const pause = 3000; // milliseconds between two polls

/** @param {string} name @param {string} [text] @param {string} [className] */
function element(name, text = "", className = "") {
  const e = document.createElement(name);
  e.textContent = text;
  e.className = className;
  return e;
}

/**
 * @param {HTMLElement} main
 * @param {object} page
 * @param {import("../api.js").Api} page.api
 * @param {import("../page/site.js").Site} page.site
 * @param {import("../page/announcer.js").Announce} page.announce
 * @param {() => import("../program/run/runner.js").Runner} page.newRunner
 */
export function mount(main, page) {
  const { api, site, announce } = page;
  /** @template {Element} T @returns {T} */
  const find = (/** @type {string} */ selector) => /** @type {any} */ (main.querySelector(selector));
  const people = find(".people ul"), spotlight = /** @type {HTMLSelectElement} */ (find("#spotlight"));
  const all = /** @type {HTMLInputElement} */ (find("#all-lessons")), trouble = /** @type {HTMLElement} */ (find(".trouble"));
  const detail = /** @type {HTMLDialogElement} */ (find("dialog.detail")), sure = /** @type {HTMLDialogElement} */ (find("dialog.sure"));
  const rows = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("[data-exercise]")]);
  const lessonOf = (/** @type {HTMLElement} */ row) => row.closest("section")?.dataset.lesson ?? "";
  const titleOf = (/** @type {string} */ lesson, /** @type {string} */ exercise) =>
    rows.find((row) => lessonOf(row) === lesson && row.dataset.exercise === exercise)?.dataset.title ?? exercise;
  /** @type {State | null} */
  let state = null;

  const complain = (/** @type {unknown} */ error) => {
    trouble.hidden = false;
    trouble.textContent = error instanceof Refused ? error.message : `${site.away} What you see may be out of date.`;
  };
  /** Runs an action and refreshes. */
  const doing = async (/** @type {() => Promise<unknown>} */ what) => {
    try {
      await what();
      await look();
    } catch (error) {
      complain(error);
    }
  };

  async function look() {
    try {
      state = await api.classState();
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return location.assign("/teacher");
      throw error;
    }
    trouble.hidden = true;
    show(state);
  }

  function show(/** @type {State} */ { learners, exercises, spotlight: light, silent }) {
    const here = learners.filter((l) => l.here);
    const counts = { here: here.length, stuck: here.filter((l) => l.stuck).length, solved: learners.reduce((sum, l) => sum + l.done, 0) };
    for (const [name, n] of Object.entries(counts)) find(`[data-count="${name}"]`).textContent = String(n);
    const worst = exercises.reduce((/** @type {Count | null} */ most, e) => (e.stuck > (most?.stuck ?? 0) ? e : most), null);
    const says = worst ? `${worst.stuck} stuck on “${titleOf(worst.lesson, worst.exercise)}”` : learners.length ? "Nobody is stuck." : "Nobody has joined yet.";
    const blocks = /** @type {HTMLElement} */ (find(".blocks"));
    if (blocks.textContent !== says) blocks.textContent = says;
    blocks.classList.toggle("stuck", Boolean(worst));
    for (const row of rows) showRow(row, exercises.find((e) => e.lesson === lessonOf(row) && e.exercise === row.dataset.exercise), worst);
    let shown = 0;
    for (const section of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("section[data-lesson]"))) {
      const there = here.filter((l) => l.lesson === section.dataset.lesson).length;
      section.hidden = !all.checked && !there && !exercises.some((e) => e.lesson === section.dataset.lesson);
      if (!section.hidden) shown++;
      const note = /** @type {HTMLElement} */ (section.querySelector(".there"));
      note.textContent = there ? `${there} here` : "";
    }
    /** @type {HTMLElement} */ (find(".exercises .empty")).hidden = shown > 0;
    showPeople(learners);
    find("#silent").textContent = silent === 0 ? "Everyone in the class has sent an answer." : `${silent} of ${learners.length} have sent no answer.`;
    /** @type {HTMLButtonElement} */ (find('[data-do="remove-silent"]')).disabled = silent === 0;
    if (document.activeElement !== spotlight) spotlight.value = light;
  }

  function showRow(/** @type {HTMLElement} */ row, /** @type {Count | undefined} */ count, /** @type {Count | null} */ worst) {
    const { done = 0, trying = 0, stuck = 0, differs = 0 } = count ?? {};
    const total = Math.max(1, done + trying + stuck);
    let x = 0;
    for (const [name, n] of Object.entries({ done, trying, stuck })) {
      const bar = /** @type {Element} */ (row.querySelector(`rect.${name}`));
      bar.setAttribute("x", String(x));
      bar.setAttribute("width", String((100 * n) / total));
      x += (100 * n) / total;
    }
    row.classList.toggle("blocking", Boolean(count) && count === worst);
    const numbers = count ? [`${done} done`, `${trying} trying`, `${stuck} stuck`, ...(differs ? [`${differs} not confirmed`] : [])] : ["not tried"];
    /** @type {HTMLElement} */ (row.querySelector(".numbers")).textContent = numbers.join(", ");
  }

  function showPeople(/** @type {Learner[]} */ learners) {
    /** @type {HTMLElement} */ (find(".people .empty")).hidden = learners.length > 0;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".people li"))?.dataset.learner;
    people.replaceChildren(...learners.map((l) => {
      const item = element("li", "", l.stuck ? "stuck" : l.here ? "" : "gone");
      item.dataset.learner = l.id;
      const where = !l.here ? "away" : l.exercise ? titleOf(l.lesson, l.exercise) : (main.querySelector(`section[data-lesson="${CSS.escape(l.lesson)}"]`)?.getAttribute("data-title") ?? "overview");
      const open = /** @type {HTMLButtonElement} */ (element("button", "", "row"));
      open.type = "button";
      open.addEventListener("click", () => answers(l.nickname, { learner: l.id }, l).catch(complain));
      const numbers = [`${l.done} done`, ...(l.stuck ? ["stuck"] : []), ...(l.differs ? [`${l.differs} not confirmed`] : [])];
      open.append(element("b", l.nickname), " ", element("span", where, "meta"), " ", element("span", numbers.join(", "), "numbers"));
      item.append(open);
      return item;
    }));
    if (focused) /** @type {HTMLElement | null} */ (people.querySelector(`[data-learner="${CSS.escape(focused)}"] button`))?.focus();
  }

  /** Shows the answers of a learner or to an exercise. */
  async function answers(/** @type {string} */ title, /** @type {Record<string, string>} */ which, /** @type {Learner | null} */ learner = null) {
    const { answers: list } = await api.classAnswers(which);
    find("#detail-title").textContent = title;
    find(".detail .meta").textContent = list.length ? `${list.length} answers, latest first` : "No answers yet.";
    find(".detail-body").replaceChildren(...list.map((a) => {
      const item = element("section");
      const verdict = a.checked ? (a.checked.state === "passed" ? "confirmed" : "not confirmed") : claims[a.claimed.state];
      item.append(element("h4", `${learner ? a.exercise : a.nickname}: ${verdict}, ${new Date(a.at).toLocaleTimeString()}`), element("pre", readable(a.typed)));
      if (a.claimed.said) item.append(element("p", a.claimed.said, "meta"));
      return item;
    }));
    if (learner) {
      find(".detail-body").append(button(`Remove ${learner.nickname}`, `Remove ${learner.nickname} and all answers`, () => {
        detail.close();
        ask(`Remove ${learner.nickname}?`, "All answers of this learner are deleted.", "Remove", () => api.remove(learner.id));
      }));
    }
    detail.showModal();
  }

  /** Asks for confirmation of an action that cannot be undone. */
  function ask(/** @type {string} */ title, /** @type {string} */ text, /** @type {string} */ yes, /** @type {() => Promise<unknown>} */ what) {
    find("#sure-title").textContent = title;
    find(".sure p").textContent = text;
    const go = /** @type {HTMLButtonElement} */ (find('[data-do="sure"]'));
    go.textContent = yes;
    go.onclick = () => {
      sure.close();
      doing(what).then(() => announce("Done."));
    };
    sure.showModal();
  }

  for (const row of rows) {
    row.querySelector("button")?.addEventListener("click", () =>
      answers(row.dataset.title ?? "", { lesson: lessonOf(row), exercise: row.dataset.exercise ?? "" }).catch(complain));
  }
  all.addEventListener("change", () => state && show(state));
  spotlight.addEventListener("change", () => doing(() => api.pointAt(spotlight.value)));
  find('[data-do="close"]').addEventListener("click", () => detail.close());
  find('[data-do="cancel"]').addEventListener("click", () => sure.close());
  find('[data-do="remove-silent"]').addEventListener("click", () => ask("Remove learners who have sent nothing?", "Their nicknames become free. Anyone who is really here can join again.", "Remove", () => api.removeSilent()));
  find('[data-do="end"]').addEventListener("click", () => ask("End the class?", "Everyone leaves, and all answers are deleted. Download them first if you want to keep them.", "End and delete", () => api.endClass()));
  const says = /** @type {HTMLElement} */ (find("#recheck-says"));
  find('[data-do="recheck"]').addEventListener("click", () => doing(() => recheck(page, "builds" in main.dataset, (text) => (says.textContent = text))));

  (async () => {
    for (;;) {
      if (!document.hidden) await look().catch(complain);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  })();
}

/** What was typed, in readable form. */
function readable(/** @type {string} */ typed) {
  try {
    const { edits = [], inputs = {}, text = "" } = JSON.parse(typed);
    return [...edits.map((/** @type {{text: string}} */ e) => e.text), ...Object.entries(inputs).map(([name, value]) => `${name} = ${value}`), text].filter(Boolean).join("\n");
  } catch {
    return typed;
  }
}
