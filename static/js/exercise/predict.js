// Predict before you run: a figure or text stays hidden until the reader has
// committed to a guess. The guess is stored only while the tab is open.

/**
 * @param {HTMLElement} section
 * @param {{announce: import("../page/announcer.js").Announce}} page
 */
export function mount(section, { announce }) {
  const question = /** @type {HTMLElement} */ (section.querySelector(":scope > .callout"));
  const rest = /** @type {HTMLElement} */ (section.querySelector(":scope > .revealed"));
  const form = makeForm(section, question);
  const told = document.createElement("p");
  const guessed = document.createElement("span");
  told.className = "guessed";
  told.append("You guessed: ", guessed, again(() => ask()));
  question.append(told);
  rest.tabIndex = -1;
  const key = `abacus-guess${location.pathname}#${section.id}`;

  const hide = (/** @type {boolean} */ on) => {
    if (on) rest.setAttribute("hidden", "until-found");
    else rest.removeAttribute("hidden");
  };

  /** Shows what was asked about beside the guess. */
  const show = (/** @type {string} */ guess) => {
    guessed.textContent = guess;
    form.element.hidden = true;
    told.hidden = false;
    hide(false);
  };

  const ask = () => {
    form.element.hidden = false;
    told.hidden = true;
    hide(true);
    form.focus();
  };

  form.element.addEventListener("submit", (event) => {
    event.preventDefault();
    const guess = form.guess();
    keep(key, guess);
    show(guess);
    rest.focus({ preventScroll: true });
    announce(`You guessed: ${guess}. The result is now shown.`);
  });
  rest.addEventListener("beforematch", () => hide(false));

  told.hidden = true;
  const before = kept(key);
  if (before && form.set(before)) show(before);
  else hide(!wanted(rest));
  addEventListener("hashchange", () => {
    if (wanted(rest)) hide(false);
  });
}

/** Reports whether the address points into the hidden part: the reader has seen it, or followed a link to it. */
function wanted(/** @type {HTMLElement} */ rest) {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && rest.contains(target)) return true;
  const cells = /** @type {HTMLElement[]} */ ([...rest.querySelectorAll("[data-cell]")]);
  return [...new URLSearchParams(location.search).keys()].some((k) => cells.some((c) => k.startsWith(`${c.dataset.cell}.`)));
}

/** The list of options as radio buttons, or a field for a number, and a button to commit. */
function makeForm(/** @type {HTMLElement} */ section, /** @type {HTMLElement} */ question) {
  const element = document.createElement("form");
  element.className = "guess";
  const fields = document.createElement("fieldset");
  const legend = document.createElement("legend");
  legend.className = "hidden";
  legend.textContent = "Your guess";
  fields.append(legend);
  const commit = Object.assign(document.createElement("button"), { className: "run", textContent: "Commit and show" });
  element.append(fields, commit);

  const list = question.querySelector(":scope > ul, :scope > ol");
  if (section.dataset.guess === "number" || !list) {
    const label = document.createElement("label");
    const number = Object.assign(document.createElement("input"), { type: "number", step: "any", required: true, autocomplete: "off" });
    label.append("Your guess ", number);
    fields.append(label);
    question.append(element);
    return {
      element,
      guess: () => number.value,
      set: (/** @type {string} */ guess) => ((number.value = guess), number.value !== ""),
      focus: () => number.focus(),
    };
  }
  const radios = [...list.children].map((item) => {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: section.id, required: true });
    radio.value = (item.textContent ?? "").trim();
    const text = document.createElement("span");
    text.append(...item.childNodes);
    label.append(radio, text);
    fields.append(label);
    return radio;
  });
  list.replaceWith(element);
  const chosen = () => radios.find((r) => r.checked);
  return {
    element,
    guess: () => chosen()?.value ?? "",
    set: (/** @type {string} */ guess) => radios.some((r) => (r.checked = r.value === guess)),
    focus: () => (chosen() ?? radios[0]).focus(),
  };
}

function again(/** @type {() => void} */ press) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Guess again" });
  button.addEventListener("click", press);
  return button;
}

function keep(/** @type {string} */ key, /** @type {string} */ guess) {
  try {
    sessionStorage.setItem(key, guess);
  } catch {
    // No storage: a reload asks again.
  }
}

function kept(/** @type {string} */ key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
