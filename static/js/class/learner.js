// A class: the learner joins with a nickname, and the page then tells the
// teacher's where the learner is and what came of each check. Nothing here
// holds up the learner, whether the server is there or not.
import { announce } from "../page/announcer.js";
import { mountBar } from "./bar.js";
import { Outbox, post } from "./outbox.js";

/**
 * @typedef {{id: string, nickname: string}} Member
 * @typedef {{lesson: string, title: string}} Spotlight
 */

const key = "abacus-class";
/** When a page tells where it is, in milliseconds: after a change has settled, and from time to time. */
const settled = 3000, heartbeat = 30_000;

const here = { lesson: /** @type {HTMLElement | null} */ (document.querySelector("article.lesson"))?.dataset.lesson ?? "", exercise: "" };

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

/** @param {HTMLElement} section */
export function mount(section) {
  let member = remembered();
  let timer = 0;

  const bar = mountBar(section, {
    join: async (nickname) => {
      const response = await post("/class/join", { nickname });
      if (!response.ok) return response.text();
      take(await response.json());
      announce(`You are in the class as ${member?.nickname}.`);
      outbox.send();
      tellSoon(0);
      return "";
    },
    leave: async () => {
      const response = await post("/class/leave");
      if (!response.ok) return response.text();
      outbox.clear();
      forget("You have left the class. Everything you had sent is deleted.");
      return "";
    },
  });

  const outbox = new Outbox(({ waiting, stranger, refused }) => {
    if (stranger) forget();
    else bar.tell({ waiting, refused });
  });

  const forget = (why = "You are no longer in the class: it has ended, or your teacher has removed you.") => {
    clearTimeout(timer);
    const was = member;
    member = null;
    remember(null);
    bar.show(null, was ? why : "");
  };

  /** Takes what the server says about the learner. */
  const take = (/** @type {Member & {spotlight: Spotlight | null}} */ { id, nickname, spotlight }) => {
    member = { id, nickname };
    remember(member);
    bar.show(member);
    bar.point(spotlight?.lesson === here.lesson ? null : spotlight);
  };

  const tell = async () => {
    tellSoon(heartbeat * (0.8 + Math.random() * 0.4));
    if (document.hidden) return;
    try {
      const response = await post("/class/here", here);
      if (response.status === 401) forget();
      else if (response.ok && member) take(await response.json());
    } catch {
      // The server is away; the next time will tell.
    }
  };
  const tellSoon = (/** @type {number} */ delay) => {
    clearTimeout(timer);
    if (member) timer = setTimeout(tell, delay);
  };

  /** Notes which exercise is being worked on. */
  const at = (/** @type {Event} */ event) => {
    const exercise = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-exercise]"))?.dataset.exercise;
    if (!exercise || exercise === here.exercise) return;
    here.exercise = exercise;
    tellSoon(settled);
  };
  document.addEventListener("focusin", at);
  document.addEventListener("input", at);
  document.addEventListener("visibilitychange", () => !document.hidden && tellSoon(settled * Math.random()));

  document.addEventListener("answered", (event) => {
    const exercise = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-exercise]"));
    const typed = /** @type {CustomEvent} */ (event).detail?.typed;
    if (!member || !exercise || !typed) return;
    at(event);
    const verdict = exercise.querySelector(".verdict");
    const said = verdict ?? exercise.querySelector(".outputs .error, .outputs .say");
    outbox.add({
      lesson: here.lesson, exercise: exercise.dataset.exercise ?? "", passed: verdict?.classList.contains("passed") ?? false,
      said: (said?.textContent ?? "").trim().slice(0, 300), typed,
    });
  });

  addEventListener("storage", (event) => { // another tab has joined or left
    if (event.key !== key && event.key !== null) return;
    member = remembered();
    bar.show(member);
    if (member) tellSoon(settled);
  });

  bar.show(member);
  if (member) outbox.send();
  tellSoon(1000 * (0.5 + Math.random())); // not before the page has what it needs
}
