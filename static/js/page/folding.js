// A long listing shows its first lines and a button for the rest. The browser's
// own search still finds the rest, and then reveals it.

/** @param {HTMLElement} listing */
export function mount(listing) {
  const pre = /** @type {HTMLElement | null} */ (listing.querySelector(":scope > pre"));
  const rest = /** @type {HTMLElement | null | undefined} */ (pre?.querySelector(".rest"));
  if (!pre || !rest) return;
  const folded = `Show all ${rest.dataset.lines} lines`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "unfold";

  const fold = (/** @type {boolean} */ on) => {
    if (on) rest.setAttribute("hidden", "until-found");
    else rest.removeAttribute("hidden");
    button.textContent = on ? folded : "Show fewer lines";
    button.setAttribute("aria-expanded", String(!on));
  };
  button.addEventListener("click", () => {
    fold(!rest.hasAttribute("hidden"));
    // Otherwise folding from far below would scroll the reader past the listing.
    if (pre.getBoundingClientRect().top < 0) pre.scrollIntoView({ block: "nearest" });
  });
  rest.addEventListener("beforematch", () => fold(false));
  // An editor that replaces the listing shows all of it.
  new MutationObserver(() => {
    button.hidden = pre.hidden;
    if (pre.hidden) fold(false);
  }).observe(pre, { attributeFilter: ["hidden"] });

  fold(true);
  pre.after(button);
}
