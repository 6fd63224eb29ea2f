// "Your work" on the overview page: a summary, and export, import and clear.
import { button } from "../page/button.js";
import { clear, count, download, merge, open } from "./backup.js";
import { OwnCells } from "./own-cells.js";

/** @typedef {import("./backup.js").Report} Report */

/** @type {[string, string, string][]} kind, one, several */
const nouns = [
  ["progress", "exercise tried or done", "exercises tried or done"],
  ["go", "piece of Go changed", "pieces of Go changed"],
  ["sql", "SQL statement changed", "SQL statements changed"],
  ["cell", "cell of your own", "cells of your own"],
  ["answer", "answer given", "answers given"],
];

/**
 * @param {HTMLElement} section
 * @param {import("./backup.js").Work & {site: import("../page/site.js").Site}} page
 */
export function mount(section, page) {
  const { store } = page;
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
  const press = (/** @type {string} */ action, /** @type {() => void} */ f) => find(`[data-do=${action}]`).addEventListener("click", f);
  const dialog = /** @type {HTMLDialogElement} */ (find("dialog"));
  const chooser = /** @type {HTMLInputElement} */ (find("input[type=file]"));
  const report = find(".report");

  const look = () => {
    const there = inWords(count(store));
    find(".tally").textContent = there ? `${there}.` : "Nothing yet: change some code, or try an exercise.";
    for (const action of ["export", "clear"]) /** @type {HTMLButtonElement} */ (find(`[data-do=${action}]`)).disabled = !there;
  };
  const say = (/** @type {string} */ text, /** @type {(Node | string)[]} */ ...more) => {
    report.replaceChildren(text, ...more);
    look();
  };

  press("export", () => {
    download(store);
    say("Exported: see your downloads.");
  });
  press("import", () => chooser.click());
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    try {
      if (/\.ipynb$/i.test(file.name)) {
        await bringNotebook(file, store, page.site.away, find("[data-do=import]"));
        look();
        return;
      }
      const done = merge(await open(file), page);
      say(told(done), ...toSettle(done.both));
    } catch (error) {
      say(/** @type {Error} */ (error).message);
    } finally {
      chooser.value = ""; // the same file may be chosen again
    }
  });
  press("clear", () => {
    find("dialog p").textContent = `This removes from this browser: ${inWords(count(store))}.`;
    dialog.showModal();
  });
  press("export-first", () => download(store));
  press("cancel", () => dialog.close());
  press("clear-now", () => {
    const work = clear(store);
    dialog.close();
    const undo = button("Undo", "Undo: put all your work back", () => {
      const done = merge(work, page);
      say(done.skipped || !done.safe ? told(done) : "Your work is back.");
      find("[data-do=clear]").focus();
    });
    say("Cleared. ", undo);
    undo.focus();
  });
  store.watch(look);
  addEventListener("pageshow", look); // another page may have changed what there is
  look();
  section.hidden = false;
}

/** Brings a Jupyter notebook into the page of the reader's own cells. */
async function bringNotebook(/** @type {File} */ file, /** @type {import("./store.js").Store} */ store, /** @type {string} */ away, /** @type {HTMLElement} */ from) {
  const code = await import("./notebook-file.js").catch(() => null);
  if (!code) throw new Error(away);
  const { bringIn, report } = code;
  const cells = new OwnCells(store, "notebook");
  const done = await bringIn(file, cells, cells.list.at(-1)?.after ?? "+0");
  const link = linkTo("notebook");
  link.textContent = "See them on the page Notebook.";
  report(done, from, ...(done.ids.length ? [link] : []));
}

/** A link to a lesson, or to the page of the reader's own cells, as the overview has it. */
function linkTo(/** @type {string} */ lesson) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".card a, .closing a")]);
  const there = links.find(({ pathname }) => pathname.replace(/(\/|\.html|\/index\.html)$/, "").endsWith(`/${lesson}`));
  return Object.assign(document.createElement("a"), { href: there?.href ?? `/lessons/${lesson}`, textContent: there?.textContent ?? lesson });
}

/** What there is, as a list; "" for nothing. */
function inWords(/** @type {Record<string, number>} */ n) {
  return nouns.filter(([kind]) => n[kind]).map(([kind, one, several]) => `${n[kind]} ${n[kind] === 1 ? one : several}`).join(", ");
}

function told(/** @type {Report} */ done) {
  const added = inWords(done.added);
  return [
    added ? `Added: ${added}.` : done.both.length ? "" : "The file contains nothing new.",
    done.same && `${done.same} ${done.same === 1 ? "was" : "were"} already here.`,
    done.differ && `${done.differ} ${done.differ === 1 ? "answer differs" : "answers differ"} from what you have here, which stays.`,
    done.skipped && `${done.skipped} could not be read and ${done.skipped === 1 ? "was" : "were"} skipped.`,
    !done.safe && "The browser's storage is full: part of it lasts only as long as this page.",
    done.both.length && "Some texts differ from what you have here. Both versions are kept; choose in ",
  ].filter(Boolean).join(" ");
}

/** Links to the lessons in which the learner has to choose. */
function toSettle(/** @type {string[]} */ lessons) {
  return lessons.flatMap((lesson, i) => [i ? ", " : "", linkTo(lesson), i === lessons.length - 1 ? "." : ""]);
}
