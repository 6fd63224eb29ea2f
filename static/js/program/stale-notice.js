// A lesson's code that has changed under an edit: the reader keeps both until
// they choose.
import { button } from "../page/button.js";
import { changesButton } from "../editor/changes.js";

/**
 * @param {{name: string, before: string, after: string}} pair the lesson's code as it was, and as it is now
 * @param {{keepMine: () => void, takeNew: () => void}} choices
 */
export function staleNotice(pair, { keepMine, takeNew }) {
  const notice = document.createElement("div");
  notice.className = "notice stale";
  const text = document.createElement("p");
  text.textContent = `The lesson's ${pair.name} has changed since you edited it. Yours is kept, and is what runs.`;
  const place = document.createElement("div");
  const bar = document.createElement("div");
  bar.className = "bar";
  bar.append(
    changesButton("What changed", `What changed in the lesson's ${pair.name}`, place, () => [pair]).toggle,
    button("Keep mine", `Keep mine: your ${pair.name}`, keepMine),
    button("Take the new one", `Take the new one: the lesson's ${pair.name}`, takeNew),
  );
  notice.append(text, bar, place);
  return notice;
}
