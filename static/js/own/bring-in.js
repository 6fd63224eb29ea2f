// The button that brings the cells of a Jupyter notebook into the page.
import { button } from "../page/button.js";
import { blocks, nameOf } from "./blocks.js";

/**
 * @param {HTMLElement} article
 * @param {import("./cell.js").Page} page
 * @param {{show: () => Promise<void>, say: (text: string) => void}} own show shows the cells that there are
 */
export function mountBringIn(article, page, { show, say }) {
  const downloads = article.querySelector(".downloads");
  if (!downloads) return; // a page that cannot be taken away cannot be brought back
  const chooser = Object.assign(document.createElement("input"), { type: "file", accept: ".ipynb", hidden: true });
  chooser.setAttribute("aria-label", "Notebook to bring in");
  const choose = button("Bring in a notebook", "Bring in a notebook: its cells become cells of your own", () => chooser.click());
  choose.classList.add("bring-in");
  chooser.addEventListener("change", async () => {
    const file = chooser.files?.[0];
    if (!file) return;
    const code = await import("../work/notebook-file.js").catch(() => null);
    if (code) await bring(file, code);
    else say(page.site.away);
    chooser.value = ""; // the same file may be chosen again
  });

  const bring = async (/** @type {File} */ file, /** @type {typeof import("../work/notebook-file.js")} */ { bringIn, report }) => {
    const after = nameOf(article, /** @type {HTMLElement} */ (blocks(article).at(-1)));
    try {
      const done = await bringIn(file, page.ownCells, after);
      await show();
      report(done, choose);
      if (done.ids.length) document.getElementById(`own-${done.ids[0]}`)?.scrollIntoView({ block: "center", behavior: "instant" });
    } catch (error) {
      report({ said: /** @type {Error} */ (error).message, notes: [] }, choose);
    }
  };
  downloads.querySelector("a:last-of-type")?.after(" ", choose, chooser);
}
