// Who is to build the reader's programs, as far as the page and the reader say.
const preference = "abacus-builder";

/** The page's own addresses: data-kit of the browser's compiler, data-server of the server's, either of which may be missing. */
export const place = () => /** @type {HTMLElement | null} */ (document.querySelector(".lesson"))?.dataset ?? {};

/** Whether the reader wants the browser to build. */
export const wish = {
  get browser() {
    try {
      return Boolean(place().kit) && localStorage.getItem(preference) === "browser";
    } catch {
      return false;
    }
  },
  set browser(/** @type {boolean} */ yes) {
    try {
      if (yes) localStorage.setItem(preference, "browser");
      else localStorage.removeItem(preference);
    } catch {
      // No storage: it is forgotten.
    }
  },
  get possible() {
    return Boolean(place().kit && place().server);
  },
};
