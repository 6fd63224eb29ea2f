// The class bar above the page: the form to join with, or the learner's nickname;
// what is waiting to be sent; the lesson the teacher points to.
import { button } from "../page/button.js";
import { Refused } from "../api/http.js";

/**
 * @typedef {import("./learner.js").Member} Member
 * @typedef {import("../wire.js").Spotlight} Spotlight
 * @typedef {object} Actions
 * @property {(nickname: string) => Promise<void>} join
 * @property {() => Promise<void>} leave
 */

const dismissed = "abacus-class-seen";

/**
 * @param {HTMLElement} section
 * @param {Actions} actions
 * @param {import("../page/site.js").Site} site
 */
export function mountBar(section, actions, site) {
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
  const form = /** @type {HTMLFormElement} */ (find("form"));
  const field = /** @type {HTMLInputElement} */ (find("input"));
  const status = find(".class-status");
  const notice = find(".class-spotlight");
  const dialog = /** @type {HTMLDialogElement} */ (find("dialog"));
  let pointed = "";

  const say = (/** @type {string} */ text) => {
    if (status.textContent !== text) status.textContent = text;
  };

  /** Runs an action that may fail and returns the reason, or "". */
  const tryTo = async (/** @type {() => Promise<void>} */ act) => {
    try {
      await act();
      return "";
    } catch (error) {
      return error instanceof Refused ? error.message : `${site.away} Try again in a moment.`;
    }
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!field.value.trim()) {
      say("Enter a nickname first.");
      return field.focus();
    }
    const wrong = await tryTo(() => actions.join(field.value));
    say(wrong);
    field.setAttribute("aria-invalid", String(Boolean(wrong)));
    if (wrong) field.focus();
  });
  find("[data-do=leave]").addEventListener("click", () => dialog.showModal());
  find("[data-do=stay]").addEventListener("click", () => dialog.close());
  find("[data-do=leave-now]").addEventListener("click", async () => {
    const wrong = await tryTo(actions.leave);
    dialog.close();
    if (wrong) return say(wrong);
    field.focus();
  });

  return {
    /** Shows the learner's nickname, or the form to join with, and why. */
    show(/** @type {Member | null} */ member, why = "") {
      form.hidden = Boolean(member);
      find(".class-member").hidden = !member;
      find(".class-name").textContent = member?.nickname ?? "";
      if (!member) this.point(null);
      if (!member || why) say(why);
      section.hidden = false;
    },

    /** Says what is waiting to be sent or was rejected. */
    tell(/** @type {{waiting: number, refused?: string}} */ { waiting, refused = "" }) {
      if (refused) say(refused);
      else if (waiting) say(`${waiting === 1 ? "1 answer is waiting" : `${waiting} answers are waiting`} here until the class server is back.`);
      else say("");
    },

    /** Points to a lesson, unless the learner has dismissed it. */
    point(/** @type {Spotlight | null} */ spotlight) {
      const lesson = spotlight?.lesson ?? "";
      if (lesson === pointed) return;
      pointed = lesson;
      notice.hidden = !lesson || sessionStorage.getItem(dismissed) === lesson;
      if (!spotlight || notice.hidden) return notice.replaceChildren();
      const link = Object.assign(document.createElement("a"), { href: `/lessons/${encodeURIComponent(lesson)}`, textContent: spotlight.title });
      const close = button("Not now", `Not now: hide the link to ${spotlight.title}`, () => {
        sessionStorage.setItem(dismissed, lesson);
        notice.hidden = true;
      });
      close.className = "quiet";
      notice.replaceChildren("Your teacher points to ", link, close);
    },
  };
}
