// Search while typing. "/" reaches the field from anywhere, arrows walk the
// hits, Escape leaves. Without this script the form opens the search page.
import { address, away, exported } from "./site.js";

/** @param {HTMLElement} form */
export function mount(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  if (!form.closest(".top")) return void answerPage(form);
  const results = document.createElement("div");
  results.className = "results";
  results.hidden = true;
  results.setAttribute("role", "region");
  results.setAttribute("aria-label", "Search results");
  results.setAttribute("aria-live", "polite");
  form.append(results);
  let asked = 0;

  const close = () => {
    asked++;
    results.hidden = true;
  };
  const search = async () => {
    const query = input.value.trim();
    const mine = ++asked;
    if (!query) return close();
    try {
      const hits = await find(query);
      if (mine !== asked || !hits) return; // a later letter has been typed
      results.replaceChildren(hits);
      results.hidden = false;
    } catch {
      close(); // Enter still opens the search page, which tells what is wrong
    }
  };
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 80);
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
      asked++; // newer hits would take away the one that has the focus
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

/** What to show for a query: hits, or that there are none. @returns {Promise<Node | null>} */
async function find(/** @type {string} */ query) {
  if (exported) return (await import("../export/search.js")).search(query);
  const response = await fetch(address(`/search?part&q=${encodeURIComponent(query)}`));
  if (!response.ok) return null;
  const template = document.createElement("template");
  template.innerHTML = await response.text();
  return template.content;
}

/** Answers the search page's address where no server does. */
async function answerPage(/** @type {HTMLElement} */ form) {
  const query = new URLSearchParams(location.search).get("q")?.trim().slice(0, 100);
  if (!exported || !query) return;
  /** @type {HTMLInputElement} */ (form.querySelector("input")).value = query;
  const shown = await find(query).catch(() => Object.assign(document.createElement("p"), { className: "error", textContent: away }));
  if (shown) form.parentElement?.append(shown);
}
