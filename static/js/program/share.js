// Copies a link to what the reader has changed and written on the page.
import { lazily } from "../page/lazily.js";

/** Some programs truncate links longer than this, in characters. */
const longLink = 8000;

/**
 * @param {{edits: import("../work/edits.js").Edits, ownCells: import("../work/own-cells.js").OwnCells, site: import("../page/site.js").Site}} page
 * @param {import("./edit-bar.js").EditBar["say"]} say
 * @returns {{share: () => Promise<void>, prepare: () => void}} prepare fetches the code that makes links
 */
export function sharing({ edits, ownCells, site }, say) {
  const link = lazily(() => import("./share-link.js"));

  const share = async () => {
    const texts = [...edits.of("lesson"), ...edits.of("example")];
    const cells = ownCells.shared;
    if (!texts.length && !cells.length) return say("There is nothing to share yet: change something first.");
    const links = await link().catch(() => null);
    if (!links) return say(site.away);
    const part = await links.pack(texts, cells);
    if (!part) return say("Your edits are too long for a link. Copy the code instead.");
    const address = location.origin + location.pathname + location.search + part;
    const long = address.length > longLink ? " It is long, and some programs truncate long links." : "";
    try {
      await navigator.clipboard.writeText(address);
      say(`The link to your ${cells.length ? "work" : texts.length === 1 ? "edit" : `${texts.length} edits`} is copied.${long}`);
    } catch {
      // Browsers provide no clipboard over plain HTTP to another machine.
      const field = Object.assign(document.createElement("input"), { readOnly: true, value: address });
      field.setAttribute("aria-label", "The link to your edits");
      say(`Copy this link to your edits.${long}`, { actions: [field] });
      field.select();
    }
  };
  return { share, prepare: () => void link().catch(() => {}) }; // share reports it
}
