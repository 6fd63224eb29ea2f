// SQL cells: run in place, with the cells above as the reader left them.
import { Refused } from "../cell/compute.js";
import { announce } from "../page/announcer.js";
import { mountEditor, whenNear } from "../editor/editor.js";
import { editHere, goOn } from "../editor/next.js";
import { patiently } from "../page/patience.js";
import { queryOf } from "./queries.js";
import { fragment } from "../program/run/outputs.js";
import { away, exported } from "../page/site.js";
import { staleNotice } from "../program/stale-notice.js";
import { fromPage } from "../work/store.js";
import { followVersions } from "../work/versions.js";

/** @param {HTMLElement} section */
export function mount(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const text = /** @type {HTMLTextAreaElement} */ (form.querySelector("textarea"));
  const outputs = /** @type {HTMLElement} */ (section.querySelector(".outputs"));
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));
  const original = text.dataset.original ?? "";
  const { texts, name, at } = queryOf(section);
  const kept = texts.get(name);
  let asked = 0;

  const body = () => {
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(form)) params.append(key, String(value));
    for (const index of (section.dataset.above ?? "").split(" ").filter(Boolean)) {
      const above = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(`#sql-${index} textarea`));
      if (above && above.value !== above.dataset.original) params.append(`above-${index}`, above.value);
    }
    return params;
  };

  const address = form.action.split("#", 1)[0] + "?part";
  const run = async () => {
    const mine = ++asked;
    outputs.setAttribute("aria-busy", "true");
    try {
      const waiting = (/** @type {string} */ why) => {
        if (mine === asked) trouble(why);
        return mine === asked;
      };
      const asks = body();
      const shown = await (exported ? askHere(section, asks) : askServer(address, asks, waiting));
      if (mine !== asked) return;
      outputs.replaceChildren(...shown);
      outputs.dispatchEvent(new CustomEvent("answered", { bubbles: true, detail: { typed: { text: asks.get("q") } } }));
    } catch (error) {
      if (mine === asked) trouble(error instanceof Refused ? error.message : `${away} What you typed is still here; try again.`);
    }
    outputs.removeAttribute("aria-busy");
  };
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
  const mounted = () => (editor ??= mountEditor(text, { language: "sql", onRunNext: runNext }));
  const focus = async () => (await mounted()).focus();
  whenNear(section, mounted);
  section.addEventListener(editHere, () => {
    section.scrollIntoView({ block: "nearest" });
    focus();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    show(original);
    run();
    focus();
  });
  form.querySelector("[name=plan]")?.addEventListener("change", run);
  const hint = /** @type {HTMLElement | null} */ (form.querySelector("kbd"));
  if (hint) hint.hidden = !matchMedia("(hover: hover)").matches;
  if (kept && text.defaultValue.trimEnd() === original.trimEnd()) { // not what the reader has just sent without scripts
    text.value = kept.text;
    if (!section.closest("[data-exercise]")) queueMicrotask(run); // when the cells above have their texts too; a check waits to be asked
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
  followVersions(form, texts, name, { label: "this statement", put: show, focus, show: (theirs) => show(theirs ?? original) });
}

/** What the server says to a statement. */
async function askServer(/** @type {string} */ address, /** @type {URLSearchParams} */ body, /** @type {(why: string) => boolean} */ waiting) {
  const response = await patiently(() => fetch(address, { method: "POST", body, headers: fromPage }), waiting);
  const html = await response.text();
  if (!response.ok) throw new Refused(html);
  const template = document.createElement("template");
  template.innerHTML = html;
  return [.../** @type {HTMLElement} */ (template.content.firstElementChild?.querySelector(":scope > .outputs")).childNodes];
}

/** The same, where there is no server. */
async function askHere(/** @type {HTMLElement} */ section, /** @type {URLSearchParams} */ body) {
  const { run } = await import("../export/sql.js");
  const root = fragment("", await run(section, body));
  return [.../** @type {HTMLElement} */ (root.querySelector(":scope > .outputs")).childNodes];
}
