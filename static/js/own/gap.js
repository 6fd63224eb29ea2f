// The gap between two blocks: the buttons that add a cell there show at the pointer.
import { adders } from "./languages.js";

/** How near a gap the pointer has to be, in pixels. */
const near = 8;

/**
 * @param {HTMLElement} article
 * @param {() => HTMLElement[]} places what cells can follow
 * @param {(language: import("./languages.js").Language, behind: HTMLElement) => void} add
 * @returns {{offer: (y: number) => void}} offer shows the buttons if there is a gap at a height of the window
 */
export function mountGap(article, places, add) {
  const gap = Object.assign(document.createElement("div"), { className: "insert", hidden: true });
  /** @type {HTMLElement | null} */
  let before = null;
  gap.append(...adders("here", (language) => before && add(language, before)));
  for (const adder of gap.children) /** @type {HTMLElement} */ (adder).tabIndex = -1; // the keyboard has Alt-Insert
  article.append(gap);
  article.addEventListener("pointerleave", () => (gap.hidden = true));
  return {
    offer(y) {
      before = null;
      const all = places().filter((place) => place.offsetHeight > 0);
      all.forEach((place, i) => {
        const { bottom } = place.getBoundingClientRect();
        const end = Math.max(bottom, all[i + 1]?.getBoundingClientRect().top ?? 0);
        if (before || y < bottom - near || y > end + near) return;
        before = place;
        gap.style.top = `${(bottom + end) / 2 - article.getBoundingClientRect().top}px`;
      });
      gap.hidden = !before;
    },
  };
}
