// The gap between two blocks: the buttons that add a cell there show at the pointer.
import { adders } from "./languages.js";

/** How near a gap the pointer has to be, in pixels. */
const near = 16;

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
      before = places().find((place) => Math.abs(place.getBoundingClientRect().bottom - y) < near && place.offsetHeight > 0) ?? null;
      gap.hidden = !before;
      if (before) gap.style.top = `${before.offsetTop + before.offsetHeight}px`;
    },
  };
}
