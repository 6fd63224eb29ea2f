// A live cell: when an input changes, its outputs are recomputed and replaced.
// During a request further changes wait, and only the newest is sent.
import { Refused } from "../api/http.js";
import { latest } from "../page/latest.js";
import { mountHandles } from "./handles.js";
import { mountPlayers } from "./player.js";

/**
 * @typedef {object} Page
 * @property {Pick<import("./compute.js").Compute, "cell">} compute
 * @property {Pick<import("./address.js").InputsInAddress, "remember">} address
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 */

/**
 * @param {HTMLElement} section
 * @param {Page} page
 */
export function mount(section, page) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const name = section.dataset.cell ?? "";

  /** The cell's inputs as the address holds them. */
  const query = () => {
    const params = new URLSearchParams();
    for (const [key, value] of new FormData(form)) {
      if (key.startsWith(name + ".")) params.set(key, String(value));
    }
    return params;
  };

  const update = latest(async (_, /** @type {URLSearchParams} */ params) => {
    try {
      const answer = await page.compute.cell(section, params);
      if (answer) apply(answer.root);
    } catch (error) {
      fail(error instanceof Refused ? error.message : `${page.site.away} The figure shows the last result.`);
    }
  }, Infinity);

  const outputs = () => /** @type {HTMLElement} */ (section.querySelector(":scope > .outputs"));

  const apply = (/** @type {HTMLElement} */ root) => {
    if (!update.waiting) adopt(/** @type {HTMLElement} */ (root.querySelector(":scope > .inputs")), root.dataset.failed !== undefined);
    const fresh = /** @type {HTMLElement} */ (root.querySelector(":scope > .outputs"));
    keepFocus(outputs(), () => outputs().replaceChildren(...fresh.childNodes));
    mountPlayers(section, query, page);
    page.address.remember(name, root.dataset.query ?? "");
    if (reset) reset.hidden = !root.dataset.query;
    page.announce([...outputs().querySelectorAll(":scope > .say, :scope > .error")].map((p) => p.textContent).join(" "));
  };

  const fail = (/** @type {string} */ text) => {
    outputs().querySelector(".trouble")?.remove();
    const p = document.createElement("p");
    p.className = "error trouble";
    p.textContent = text;
    outputs().prepend(p);
    page.announce(text);
  };

  /** Takes over the inputs as the server returned them, except those the reader is using. */
  const adopt = (/** @type {HTMLElement} */ fresh, /** @type {boolean} */ failed) => {
    const old = form.querySelectorAll(".inputs > .input");
    const [were, are] = [kinds(form), kinds(fresh)];
    // The code, which may be the reader's, asks for others now, unless it failed before it had asked for all.
    if (failed ? !were.startsWith(are) : were !== are) {
      for (const input of old) input.remove();
      form.querySelector(".inputs")?.prepend(...fresh.childNodes);
    }
    fresh.querySelectorAll(":scope > .input").forEach((input, i) => {
      if (!old[i]) return;
      if (input.classList.contains("buttons")) {
        keepFocus(/** @type {HTMLElement} */ (old[i]), () => old[i].replaceChildren(...input.childNodes));
      }
    });
  };

  /** Records a pressed button: the next press may come before the response to this one. */
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
  // The reader's code has changed: recompute with the same inputs.
  section.addEventListener("recompute", () => update(query()));
  mountHandles(section);
  mountPlayers(section, query, page);
}

/** What inputs there are: all but their values. */
function kinds(/** @type {HTMLElement} */ within) {
  return [...within.querySelectorAll(".input")].map((input) => {
    const label = input.querySelector(".label")?.textContent;
    const control = /** @type {HTMLInputElement} */ (input.querySelector("[data-default]"));
    const { name, type, min, max, step } = control;
    return [label, name, type, min, max, step, control.dataset.default, ...[...input.querySelectorAll("option, [data-press]")].map((o) => o.textContent)].join("\n");
  }).join("\n\n");
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
