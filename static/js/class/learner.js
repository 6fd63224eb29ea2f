// A class: the learner joins with a nickname, and the page then reports to the
// teacher where the learner is and the result of each check. Nothing here holds
// up the learner, whether or not the server is reachable.
import { Refused } from "../api/http.js";
import { answered, answerIn } from "../exercise/answered.js";
import { unjudged } from "../program/verdict.js";
import { mountBar } from "./bar.js";
import { Outbox } from "./outbox.js";

/** @typedef {{id: string, nickname: string}} Member */

const key = "abacus-class";
/** When a page reports where the learner is, in milliseconds: after a change, and regularly. */
const settled = 3000, heartbeat = 30_000;

/** @returns {Member | null} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept?.nickname === "string" ? kept : null;
  } catch {
    return null;
  }
}

function remember(/** @type {Member | null} */ member) {
  try {
    if (member) localStorage.setItem(key, JSON.stringify(member));
    else localStorage.removeItem(key);
  } catch {
    // No storage: the next page asks again.
  }
}

/**
 * @param {HTMLElement} section
 * @param {{api: import("../api.js").Api, site: import("../page/site.js").Site, announce: import("../page/announcer.js").Announce}} page
 */
export function mount(section, { api, site, announce }) {
  /** @type {import("../wire.js").Place} */
  const here = { lesson: /** @type {HTMLElement | null} */ (document.querySelector("article.lesson"))?.dataset.lesson ?? "", exercise: "" };
  let member = remembered();
  let timer = 0;

  const bar = mountBar(section, {
    join: async (nickname) => {
      update(await api.join(nickname));
      announce(`You are in the class as ${member?.nickname}.`);
      outbox.send();
      scheduleReport(0);
    },
    leave: async () => {
      await api.leave();
      outbox.clear();
      forget("You have left the class. Everything you had sent has been deleted.");
    },
  }, site);

  const outbox = new Outbox(api, ({ waiting, unknown, refused }) => {
    if (unknown) forget();
    else bar.tell({ waiting, refused });
  });

  const forget = (why = "You are no longer in the class: it has ended, or your teacher has removed you.") => {
    clearTimeout(timer);
    const was = member;
    member = null;
    remember(null);
    bar.show(null, was ? why : "");
  };

  /** Applies what the server says about the learner. */
  const update = (/** @type {import("../wire.js").Member} */ { id, nickname, spotlight }) => {
    member = { id, nickname };
    remember(member);
    bar.show(member);
    bar.point(spotlight?.lesson === here.lesson ? null : spotlight);
  };

  const reportPlace = async () => {
    scheduleReport(heartbeat * (0.8 + Math.random() * 0.4));
    if (document.hidden) return;
    try {
      const me = await api.here(here);
      if (member) update(me);
    } catch (error) {
      // Any other error is temporary; the next report tries again.
      if (error instanceof Refused && error.status === 401) forget();
    }
  };
  const scheduleReport = (/** @type {number} */ delay) => {
    clearTimeout(timer);
    if (member) timer = setTimeout(reportPlace, delay);
  };

  /** Records which exercise the learner is working on. */
  const noteExercise = (/** @type {Event} */ event) => {
    const exercise = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-exercise]"))?.dataset.exercise;
    if (!exercise || exercise === here.exercise) return;
    here.exercise = exercise;
    scheduleReport(settled);
  };
  document.addEventListener("focusin", noteExercise);
  document.addEventListener("input", noteExercise);
  document.addEventListener("visibilitychange", () => !document.hidden && scheduleReport(settled * Math.random()));

  document.addEventListener(answered, (event) => {
    const exercise = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-exercise]"));
    if (!member || !exercise) return;
    noteExercise(event);
    outbox.add(answerTo({ ...here, exercise: exercise.dataset.exercise ?? "" }, answerIn(event)));
  });

  addEventListener("storage", (event) => { // another tab has joined or left
    if (event.key !== key && event.key !== null) return;
    member = remembered();
    bar.show(member);
    if (member) scheduleReport(settled);
  });

  bar.show(member);
  if (member) outbox.send();
  scheduleReport(1000 * (0.5 + Math.random())); // not before the page has what it needs
}

/**
 * What is sent to the class for an answer, with the verdict exactly as the check gave it.
 * @param {import("../wire.js").Place} place
 * @param {import("../exercise/answered.js").Answered} answered
 */
export function answerTo(place, { verdict, typed }) {
  return { ...place, verdict: verdict ?? unjudged("unanswered", ""), typed };
}
