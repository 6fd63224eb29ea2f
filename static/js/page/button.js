/**
 * Makes a button.
 * @param {string} text
 * @param {string} label for screen readers: describes the button out of context
 * @param {() => void} press
 */
export function button(text, label, press) {
  const b = document.createElement("button");
  b.type = "button";
  b.textContent = text;
  b.setAttribute("aria-label", label);
  b.addEventListener("click", press);
  return b;
}
