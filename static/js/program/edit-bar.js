// The bar at the bottom of the window, shown while there are edits or messages
// about them.
import { button } from "../page/button.js";

/** @typedef {ReturnType<typeof makeEditBar>} EditBar */

/**
 * @param {HTMLElement} article
 * @param {{run: () => void, stop: () => void, share: () => void, resetAll: () => void}} actions
 * @param {object} page
 * @param {import("../page/announcer.js").Announce} page.announce
 * @param {import("./preference.js").BuilderPreference} page.preference
 */
export function makeEditBar(article, actions, { announce, preference }) {
  const bar = document.createElement("div");
  bar.className = "bench"; // as style sheets know it
  const tools = document.createElement("div");
  tools.className = "tools";
  const count = document.createElement("span");
  const status = document.createElement("p");
  const extras = document.createElement("div");
  extras.className = "tools";
  const question = document.createElement("div");
  question.className = "offer"; // as style sheets know it
  tools.append(count,
    Object.assign(button("Run", "Run all your edits", actions.run), { className: "run" }),
    button("Stop", "Stop your program", actions.stop),
    button("Share", "Share: copy a link to your edits", actions.share),
    Object.assign(button("Reset all", "Reset all: restore the lesson's code everywhere", actions.resetAll), { className: "quiet" }));
  if (preference.possible) tools.append(choice(preference));
  const close = Object.assign(button("Close", "Close this message", () => say("")), { className: "quiet" });
  bar.append(question, tools, status, extras, close);
  article.after(bar);
  // Scroll targets must not end up behind the bar.
  new ResizeObserver(() => document.documentElement.style.setProperty("--bench", `${bar.offsetHeight}px`)).observe(bar);

  const update = () => {
    extras.hidden = !extras.hasChildNodes();
    question.hidden = !question.hasChildNodes();
    close.hidden = !tools.hidden || !status.textContent;
    bar.hidden = tools.hidden && question.hidden && !status.textContent;
  };
  /**
   * Shows a message.
   * @param {string} text
   * @param {{busy?: boolean, quiet?: boolean, actions?: HTMLElement[]}} [how] actions: buttons and fields shown with the text
   */
  const say = (text, how = {}) => {
    status.textContent = text;
    status.classList.toggle("long", text.includes("\n"));
    extras.replaceChildren(...how.actions ?? []);
    bar.setAttribute("aria-busy", String(how.busy ?? false));
    update();
    if (!how.quiet) announce(text);
  };
  return {
    say,
    count(/** @type {number} */ n) {
      tools.hidden = n === 0;
      count.textContent = n === 1 ? "1 edit" : `${n} edits`;
      update();
    },
    /** Shows a question above everything else, replacing any earlier one. */
    ask(/** @type {HTMLElement[]} */ ...elements) {
      question.replaceChildren(...elements);
      update();
    },
  };
}

/** Lets the reader have programs built in the browser. */
function choice(/** @type {import("./preference.js").BuilderPreference} */ preference) {
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: preference.browser });
  box.addEventListener("change", () => (preference.browser = box.checked));
  const label = Object.assign(document.createElement("label"), { className: "quiet" });
  label.append(box, " Build in this browser");
  return label;
}
