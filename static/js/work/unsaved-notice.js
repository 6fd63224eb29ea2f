// Warns at once when the browser cannot save the learner's work, and offers it as
// a file. Editing continues to work.
import { button } from "../page/button.js";

/**
 * @param {HTMLElement} header the notice goes below it
 * @param {{store: import("./store.js").Store}} page
 */
export function mount(header, { store }) {
  const notice = document.createElement("section");
  notice.setAttribute("aria-label", "Your work is not saved");
  notice.className = "unsaved";
  notice.hidden = true;
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  notice.append(text, button("Download your work", "Download your work as a file", async () => {
    (await import("./backup.js")).download(store);
  }));
  header.after(notice);
  store.onTrouble((safe, full) => {
    notice.hidden = safe;
    text.textContent = safe ? "" : `${full ? "The browser's storage is full" : "This browser does not save data for this site"}: what you write now lasts only as long as this page.`;
  });
}
