// Search while typing. "/" focuses the field from anywhere, arrow keys move
// through the hits, Escape closes. Without this script the form opens the search
// page.
import { latest } from "./latest.js";

/**
 * @typedef {object} Page
 * @property {import("./site.js").Site} site
 * @property {(query: string, signal: AbortSignal) => Promise<Node>} search returns what to show for a query: hits, or a message that there are none
 */

/**
 * @param {HTMLElement} form
 * @param {Page} page
 */
export function mount(form, page) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  if (!form.closest(".top")) return void answerPage(form, page);
  const results = document.createElement("div");
  results.className = "results";
  results.hidden = true;
  results.setAttribute("role", "region");
  results.setAttribute("aria-label", "Search results");
  results.setAttribute("aria-live", "polite");
  form.append(results);

  const close = () => {
    search.abort();
    results.hidden = true;
  };
  const search = latest((signal, /** @type {string} */ query) => page.search(query, signal));
  const look = async () => {
    const query = input.value.trim();
    if (!query) return close();
    try {
      const hits = await search(query);
      if (!hits) return; // another letter has been typed
      results.replaceChildren(hits);
      results.hidden = false;
    } catch {
      close(); // Enter still opens the search page, which says what is wrong
    }
  };
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 80);
  });

  const links = () => [...results.querySelectorAll("a")];
  form.addEventListener("keydown", (event) => {
    const at = links().indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "Escape") {
      close();
      input.value = "";
      input.blur();
    } else if (event.key === "ArrowDown" && !results.hidden) {
      clearTimeout(timer);
      search.abort(); // newer hits would replace the focused one
      links()[at + 1]?.focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (links()[at - 1] ?? input).focus();
      event.preventDefault();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) close();
  });
  results.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the focus: the click counts
  results.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) close();
  });

  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input:not([type=range], [type=checkbox]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** Shows results on the search page if there is no server. */
async function answerPage(/** @type {HTMLElement} */ form, /** @type {Page} */ { site, search }) {
  const query = new URLSearchParams(location.search).get("q")?.trim().slice(0, 100);
  if (!site.exported || !query) return;
  /** @type {HTMLInputElement} */ (form.querySelector("input")).value = query;
  const failed = () => Object.assign(document.createElement("p"), { className: "error", textContent: site.away });
  form.parentElement?.append(await search(query, new AbortController().signal).catch(failed));
}
