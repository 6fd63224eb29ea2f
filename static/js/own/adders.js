// The ways to add a cell of one's own: buttons below the last block, Alt-Insert, and
// a gap between two blocks. What follows is loaded when it is wanted, or when there
// are cells already: see cells.js.
import { button } from "../page/button.js";
import { lazily } from "../page/lazily.js";
import { mountBringIn } from "./bring-in.js";
import { adders } from "./languages.js";

/** @typedef {import("./languages.js").Language} Language */

/**
 * @param {HTMLElement} article
 * @param {import("./cell.js").Page} page
 * @returns {{addAll: (cells: import("../program/share-link.js").Cell[]) => unknown, lessonChanged: () => void}} addAll adds cells of
 *   somebody else's, which do not run yet; lessonChanged says that the page's edits have changed
 */
export function mountOwnCells(article, page) {
  const { ownCells, announce, site } = page;
  const status = Object.assign(document.createElement("span"), { className: "meta" });
  const say = (/** @type {string} */ text) => {
    status.textContent = text;
    if (text) announce(text);
  };
  const runAll = Object.assign(button("Run all", "Run all: run all my cells, from the top", () => use((cells) => cells.runAll())), { className: "quiet run-all", hidden: true });
  const load = lazily(() => import("./cells.js").then(({ Cells }) => new Cells(article, page, { runAll, say })));
  let away = false; // the last try found no server
  /** Does something with the cells, for a reader who waits for it. */
  const use = (/** @type {(cells: import("./cells.js").Cells) => unknown} */ act) => void load().then((cells) => {
    if (away) say("");
    away = false;
    act(cells);
  }, () => {
    away = true;
    say(site.away);
  });

  const last = Object.assign(document.createElement("p"), { className: "insert-last" });
  last.append("A cell of your own: ", ...adders("at the end", (language) => use((cells) => cells.addLast(language))), runAll, status);
  last.querySelector("button")?.setAttribute("aria-keyshortcuts", "Alt+Insert");
  last.addEventListener("add-cell", ({ target }) => {
    const { value } = /** @type {HTMLButtonElement} */ (target);
    use((cells) => cells.addHere(/** @type {Language} */ (value)));
  });
  article.append(last);
  mountBringIn(article, page, { show: async () => (await load()).show(), say });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Insert" || !event.altKey) return;
    event.preventDefault();
    use((cells) => cells.addHere("go"));
  });

  /** Shows the gap at a height, if there is one. */
  const point = (/** @type {MouseEvent} */ { clientY }) => void (away || load().then((cells) => cells.gap.offer(clientY), () => (away = true))); // pointers move often
  article.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch" && !(/** @type {Element} */ (event.target).closest(".insert"))) point(event);
  });
  article.addEventListener("click", (event) => {
    if (event.target === article) point(event); // a finger has no other way to point at a gap
  });
  article.addEventListener("focusin", () => load().catch(() => {}), { once: true }); // the first use tries again

  const addAll = (/** @type {import("../program/share-link.js").Cell[]} */ shared) => {
    const { ids, problems } = ownCells.addAll(shared); // kept before anything can fail
    use(async (cells) => {
      await cells.show();
      document.getElementById(`own-${ids[0]}`)?.scrollIntoView({ block: "center", behavior: "instant" });
      say([`${ids.length} ${ids.length === 1 ? "cell" : "cells"} added.`, ...problems].join(" "));
    });
  };
  const look = () => ownCells.list.length && use(() => {});
  ownCells.watch(look);
  look();
  return {
    addAll: (shared) => shared.length && addAll(shared),
    lessonChanged: () => void (ownCells.list.length && use((cells) => cells.lessonChanged())),
  };
}
