// Tells screen readers what changed, once it has settled: a slider on its way
// passes many states.

let timer = 0;

/** @param {string} text */
export function announce(text) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const live = document.getElementById("announcer");
    if (live && text) live.textContent = text;
  }, 700);
}
