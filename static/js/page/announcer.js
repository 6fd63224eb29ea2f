// Tells screen readers what changed, once it has settled: a slider on its way
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
