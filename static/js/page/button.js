/**
 * Makes a button.
 * @param {string} text
 * @param {string} label for those who do not see what is around it
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
