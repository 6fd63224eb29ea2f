// The copy button of a listing.

/** @param {HTMLElement} listing */
export function mount(listing) {
  const button = /** @type {HTMLButtonElement | null} */ (listing.querySelector(".copy"));
  const code = listing.querySelector("code");
  if (!button || !code) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.textContent = (await copy(code.textContent ?? "")) ? "Copied" : "Press Ctrl C";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });

  const copy = async (/** @type {string} */ text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Over plain HTTP to another machine there is no clipboard: leave the
      // code selected for the reader to copy.
      getSelection()?.selectAllChildren(code);
      return false;
    }
  };
}
