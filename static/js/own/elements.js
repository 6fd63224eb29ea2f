// The elements that notes are made of.

/** Makes an element. @returns {HTMLElement} */
export const make = (/** @type {string} */ tag, /** @type {Record<string, string>} */ has = {}) => Object.assign(document.createElement(tag), has);

/** Makes an element at the end of another one. */
export function append(/** @type {ParentNode} */ into, /** @type {string} */ tag, /** @type {Record<string, string>} */ has = {}) {
  const made = make(tag, has);
  into.append(made);
  return made;
}

/** Lets the keyboard scroll an element. */
export function scrolls(/** @type {HTMLElement} */ element, /** @type {string} */ label) {
  element.tabIndex = 0;
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", label);
}

/** Makes a listing. */
export function listing(/** @type {string} */ text) {
  const made = make("div", { className: "listing" });
  const pre = append(made, "pre");
  scrolls(pre, "code");
  append(pre, "code").textContent = text;
  return made;
}

/** A text with its escapes and entities resolved. */
export function plain(/** @type {string} */ text) {
  return text.replace(/\\([!-/:-@[-`{-~])|&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w{1,40});/g, (all, escaped) => {
    if (escaped) return escaped;
    const holder = document.createElement("textarea"); // its content is text alone
    holder.innerHTML = all;
    return holder.value;
  });
}
