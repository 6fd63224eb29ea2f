// The lesson's SQL cells: statements run in place, after the cells above with the
// reader's edits.
import { reportAnswer } from "../exercise/answered.js";
import { staleNotice } from "../program/stale-notice.js";
import { followVersions } from "../work/versions.js";
import { Statement } from "./statement.js";

/** @typedef {import("./statement.js").Page & {queries: import("./queries.js").Queries}} Page */

/**
 * @param {HTMLElement} section
 * @param {Page} page
 */
export function mount(section, page) {
  const { texts, name, at } = page.queries.of(section);
  const statement = new Statement(section, page, {
    above: () => edited(section),
    shown: ({ form, verdict }) => reportAnswer(statement.outputs, { verdict, typed: { text: form.get("q") ?? "" } }),
  });
  const { form, text } = statement;
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));
  const original = text.dataset.original ?? "";
  const kept = texts.get(name);

  const changed = () => {
    reset.hidden = text.value === original;
    texts.set(name, text.value, original, at);
    if ((texts.get(name)?.original ?? original) === original) stale?.remove();
  };
  text.addEventListener("input", changed);
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    statement.put(original);
    statement.run();
    statement.focus();
  });
  if (kept && text.defaultValue.trimEnd() === original.trimEnd()) { // not a statement the reader has just submitted without scripts
    text.value = kept.text;
    if (!section.closest("[data-exercise]")) queueMicrotask(() => statement.run()); // once the cells above have their texts too; checks run only on request
  }
  const stale = !kept || kept.original === original ? null : staleNotice({ name: "statement", before: kept.original, after: original }, {
    keepMine: () => {
      texts.renew(name, text.value, original);
      changed();
    },
    takeNew: () => form.reset(),
  });
  if (stale) form.append(stale);
  changed();
  followVersions(form, texts, name, {
    label: "this statement", announce: page.announce, put: (value) => statement.put(value), focus: () => statement.focus(),
    show: (theirs) => statement.put(theirs ?? original),
  });
}

/** The cells above that the reader has edited, as the server takes them. */
function edited(/** @type {HTMLElement} */ section) {
  /** @type {[string, string][]} */
  const all = [];
  for (const index of (section.dataset.above ?? "").split(" ").filter(Boolean)) {
    const above = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(`#sql-${index} textarea`));
    if (above && above.value !== above.dataset.original) all.push([`above-${index}`, above.value]);
  }
  return all;
}
