// Work on declarations or cells that the lesson no longer has: shown at the end
// of the page until the learner discards it.
import { button } from "../page/button.js";
import { isKept } from "./texts.js";
import { ask } from "./versions.js";

/**
 * @param {HTMLElement} article
 * @param {{store: import("./store.js").Store, queries: {names: string[]} | null}} page
 */
export function mount(article, { store, queries }) {
  const lesson = article.dataset.lesson ?? "";
  const asked = /** @type {HTMLElement[]} */ ([...article.querySelectorAll("[data-source], [data-stub], [data-exercise]")]);
  const here = new Set([
    ...asked.map(({ dataset }) => `go ${dataset.source ?? dataset.stub ?? dataset.exercise}`),
    ...(queries?.names ?? []).map((name) => `sql ${name}`),
  ]);
  for (const kind of ["go", "sql"]) {
    for (const item of store.items(lesson, kind)) {
      const kept = store.read(item);
      if (here.has(`${kind} ${item.name}`) || !isKept(kept)) continue;
      const gone = kind === "go" ? `${item.name}, which you changed` : "the SQL cell that you wrote in";
      const notice = ask(`The lesson no longer has ${gone}. What you wrote is still here.`, kept.text,
        button("Discard", `Discard what you wrote in ${kind === "go" ? item.name : "the SQL cell"}`, () => {
          store.remove(item);
          notice.remove();
        }));
      article.append(notice);
    }
  }
}
