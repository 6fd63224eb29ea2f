// Tells screen readers about changes once they have settled: a moving slider
// passes through many states.

/** @typedef {(text: string) => void} Announce */

const settled = 700; // milliseconds

/**
 * @param {HTMLElement | null} live the page's live region
 * @returns {Announce}
 */
export function makeAnnouncer(live) {
  let timer = 0;
  return (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (live && text) live.textContent = text;
    }, settled);
  };
}
