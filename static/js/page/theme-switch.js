// The switch between light and dark. It overrides the system's theme until both
// agree again.

/** @param {HTMLElement} button */
export function mount(button) {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  button.hidden = false;
  button.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
    const wanted = dark ? "light" : "dark";
    const same = wanted === (system.matches ? "dark" : "light");
    if (same) delete root.dataset.theme;
    else root.dataset.theme = wanted;
    try {
      if (same) localStorage.removeItem("abacus-theme");
      else localStorage.setItem("abacus-theme", wanted);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
}
