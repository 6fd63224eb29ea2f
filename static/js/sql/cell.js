// SQL cells: statements run in place, after the cells above with the reader's edits.
import { Refused } from "../api/http.js";
import { mountEditor, whenNear } from "../editor/editor.js";
import { editHere, goOn } from "../editor/next.js";
import { reportAnswer } from "../exercise/answered.js";
import { latest } from "../page/latest.js";
import { staleNotice } from "../program/stale-notice.js";
import { followVersions } from "../work/versions.js";

/**
 * @typedef {object} Page
 * @property {(section: HTMLElement, form: URLSearchParams, how: {waiting: (why: string) => void, signal: AbortSignal}) => Promise<import("../api.js").Fragment>} sql
 *   runs a statement; form is what the server takes
 * @property {import("./queries.js").Queries} queries
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 */

/**
 * @param {HTMLElement} section
 * @param {Page} page
 */
export function mount(section, { sql, queries, announce, site }) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const text = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const outputs = /** @type {HTMLElement} */ (section.querySelector(".outputs"));
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));
  const original = text.dataset.original ?? "";
  const { texts, name, at } = queries.of(section);
  const kept = texts.get(name);

  const body = () => {
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(form)) params.append(key, String(value));
    for (const index of (section.dataset.above ?? "").split(" ").filter(Boolean)) {
      const above = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(`#sql-${index} textarea`));
      if (above && above.value !== above.dataset.original) params.append(`above-${index}`, above.value);
    }
    return params;
  };

  const run = latest(async (signal) => {
    outputs.setAttribute("aria-busy", "true");
    const asks = body();
    try {
      const { root, verdict } = await sql(section, asks, { waiting: trouble, signal });
      if (signal.aborted) return;
      outputs.replaceChildren(.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes);
      reportAnswer(outputs, { verdict, typed: { text: asks.get("q") ?? "" } });
    } catch (error) {
      if (signal.aborted) return;
      trouble(error instanceof Refused ? error.message : `${site.away} What you typed is still here; try again.`);
    }
    outputs.removeAttribute("aria-busy");
  });
  const trouble = (/** @type {string} */ message) => {
    const p = document.createElement("p");
    p.className = "error";
    p.textContent = message;
    outputs.replaceChildren(p);
    announce(message);
  };

  const edited = () => {
    reset.hidden = text.value === original;
    texts.set(name, text.value, original, at);
    if ((texts.get(name)?.original ?? original) === original) stale?.remove();
  };
  const show = (/** @type {string} */ value) => {
    text.value = value;
    edited();
    editor?.then((e) => (e.value = value));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  text.addEventListener("input", edited);
  const runNext = () => {
    run();
    goOn(section);
  };
  /** @type {Promise<import("../editor/editor.js").Editor> | null} */
  let editor = null;
  const mounted = () => (editor ??= mountEditor(text, { language: "sql", announce, onRunNext: runNext }));
  const focus = async () => (await mounted()).focus();
  whenNear(section, mounted);
  section.addEventListener(editHere, async () => {
    await focus();
    section.scrollIntoView({ block: "nearest", behavior: "instant" }); // last: what moves the page comes before
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    show(original);
    run();
    focus();
  });
  form.querySelector("[name=plan]")?.addEventListener("change", () => run());
  const hint = /** @type {HTMLElement | null} */ (form.querySelector("kbd"));
  if (hint) hint.hidden = !matchMedia("(hover: hover)").matches;
  if (kept && text.defaultValue.trimEnd() === original.trimEnd()) { // not a statement the reader has just submitted without scripts
    text.value = kept.text;
    if (!section.closest("[data-exercise]")) queueMicrotask(() => run()); // once the cells above have their texts too; checks run only on request
  }
  const stale = !kept || kept.original === original ? null : staleNotice({ name: "statement", before: kept.original, after: original }, {
    keepMine: () => {
      texts.renew(name, text.value, original);
      edited();
    },
    takeNew: () => form.reset(),
  });
  if (stale) form.append(stale);
  edited();
  followVersions(form, texts, name, { label: "this statement", announce, put: show, focus, show: (theirs) => show(theirs ?? original) });
}
