// A live cell: when an input changes, its outputs are fetched and replaced in
// place. The last input wins: while an answer is on its way further changes
// wait, and only the newest is asked for.
import { announce } from "../page/announcer.js";
import { Refused, ask } from "./compute.js";
import { mountHandles } from "./handles.js";
import { mountPlayers } from "./player.js";
import { away } from "../page/site.js";
import { remember } from "./address.js";

/** @param {HTMLElement} section */
export function mount(section) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const name = section.dataset.cell ?? "";
  const src = section.dataset.src ?? "";
  /** @type {URLSearchParams | null} */
  let waiting = null;
  let busy = false;

  /** The cell's inputs as the address holds them. */
  const query = () => {
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(form)) {
      if (key.startsWith(name + ".")) params.set(key, String(value));
    }
    return params;
  };

  const update = async (/** @type {URLSearchParams} */ params) => {
    waiting = params;
    if (busy) return;
    busy = true;
    while (waiting) {
      const asked = waiting;
      waiting = null;
      try {
        const root = await ask(section, asked);
        if (root) apply(root);
      } catch (error) {
        fail(error instanceof Refused ? error.message : `${away} The figure shows the last answer.`);
      }
    }
    busy = false;
  };

  const outputs = () => /** @type {HTMLElement} */ (section.querySelector(":scope > .outputs"));

  const apply = (/** @type {HTMLElement} */ root) => {
    if (!waiting) adopt(/** @type {HTMLElement} */ (root.querySelector(":scope > .inputs")));
    const fresh = /** @type {HTMLElement} */ (root.querySelector(":scope > .outputs"));
    keepFocus(outputs(), () => outputs().replaceChildren(...fresh.childNodes));
    mountPlayers(section, query);
    remember(name, root.dataset.query ?? "");
    if (reset) reset.hidden = !root.dataset.query;
    announce([...outputs().querySelectorAll(":scope > .say, :scope > .error")].map((p) => p.textContent).join(" "));
  };

  const fail = (/** @type {string} */ text) => {
    outputs().querySelector(".trouble")?.remove();
    const p = document.createElement("p");
    p.className = "error trouble";
    p.textContent = text;
    outputs().prepend(p);
    announce(text);
  };

  /** Takes over what the server made of the inputs, except where the reader is at work. */
  const adopt = (/** @type {HTMLElement} */ fresh) => {
    const old = form.querySelectorAll(".inputs > .input");
    if (!old.length) form.querySelector(".inputs")?.prepend(...fresh.childNodes); // nobody knew them before it ran
    fresh.querySelectorAll(":scope > .input").forEach((input, i) => {
      if (!old[i]) return;
      if (input.classList.contains("buttons")) {
        keepFocus(/** @type {HTMLElement} */ (old[i]), () => old[i].replaceChildren(...input.childNodes));
      }
    });
  };

  /** Notes a pressed button. Quick presses come before the answer to the last one does. */
  const press = (/** @type {HTMLButtonElement | null} */ button) => {
    const input = /** @type {HTMLInputElement | null | undefined} */ (button?.closest(".buttons")?.querySelector("input"));
    if (!button || !input) return;
    const presses = input.value.split(".").filter(Boolean);
    if (button.dataset.press === "undo") presses.pop();
    else if (button.dataset.press) presses.push(button.dataset.press);
    else presses.length = 0;
    input.value = presses.join(".");
  };

  const reset = /** @type {HTMLAnchorElement | null} */ (form.querySelector(".reset"));
  reset?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (section.querySelectorAll("[data-default]"))) {
      if (input.type === "checkbox") input.checked = input.dataset.default === "on";
      else input.value = input.dataset.default ?? "";
      const output = input.closest(".input")?.querySelector("output");
      if (output) output.textContent = input.value;
    }
    update(query());
    /** @type {HTMLElement | null} */ (form.querySelector("input:not([type=hidden]), select, button:not([hidden])"))?.focus();
  });

  section.addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.closest(".player") || !input.name) return;
    const output = input.closest(".input")?.querySelector("output");
    if (output) output.textContent = input.value;
    if (input.type === "number" && !input.checkValidity()) return; // half typed
    update(query());
  });
  section.addEventListener("change", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.type === "number" && !input.checkValidity()) {
      input.reportValidity();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    press(/** @type {HTMLButtonElement | null} */ (event.submitter));
    update(query());
  });
  // The reader's code has changed: the same inputs, answered anew.
  section.addEventListener("answer-again", () => update(query()));
  mountHandles(section);
  mountPlayers(section, query);
}

/** Replaces children and puts the focus back on the control in the same place. */
function keepFocus(/** @type {HTMLElement} */ container, /** @type {() => void} */ replace) {
  const controls = () => /** @type {HTMLElement[]} */ ([...container.querySelectorAll("button, input, pre, .table-scroll")]);
  const index = controls().indexOf(/** @type {HTMLElement} */ (document.activeElement));
  replace();
  if (index < 0) return;
  const again = controls()[index];
  if (again && !(/** @type {HTMLButtonElement} */ (again).disabled)) again.focus({ preventScroll: true });
}
