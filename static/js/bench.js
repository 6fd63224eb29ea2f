// The bench: the bar at the bottom of the window, while there are edits.
import { announce } from "./announce.js";
import { button } from "./button.js";

export function makeBench(/** @type {HTMLElement} */ article) {
  const bench = document.createElement("div");
  bench.className = "bench";
  bench.hidden = true;
  const count = document.createElement("span");
  const status = document.createElement("p");
  article.after(bench);
  return {
    on(/** @type {{run: () => void, stop: () => void, resetAll: () => void}} */ actions) {
      bench.append(count,
        Object.assign(button("Run", "Run all your edits", actions.run), { className: "run" }),
        button("Stop", "Stop your program", actions.stop),
        Object.assign(button("Reset all", "Go back to the lesson's code everywhere", actions.resetAll), { className: "quiet" }),
        status);
    },
    count(/** @type {number} */ n) {
      bench.hidden = n === 0 && !status.textContent;
      count.textContent = n === 1 ? "1 edit" : `${n} edits`;
    },
    say(/** @type {string} */ text, busy = false) {
      status.textContent = text;
      bench.setAttribute("aria-busy", String(busy));
      if (text) bench.hidden = false;
      else bench.hidden = count.textContent === "0 edits";
      announce(text);
    },
  };
}
