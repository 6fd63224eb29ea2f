// Handles on figures: dragging one, or pressing anywhere on its figure, changes
// the inputs bound to it. Keyboard users use the inputs themselves.

/** @typedef {{left: number, top: number, right: number, bottom: number, xmin: number, xmax: number, ymin: number, ymax: number, xlog?: boolean, ylog?: boolean}} Axes */

/** @param {HTMLElement} section */
export function mountHandles(section) {
  /** The handle being dragged, by index: the figure is replaced while it moves. @type {{figure: number, handle: number} | null} */
  let held = null;

  const figures = () => /** @type {HTMLElement[]} */ ([...section.querySelectorAll(".drawing[data-axes]")]);
  const outputs = /** @type {HTMLElement} */ (section.querySelector(":scope > .outputs"));

  outputs.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    const svg = target.closest("svg");
    const figure = /** @type {HTMLElement | null} */ (target.closest(".drawing[data-axes]"));
    if (!svg || !figure || svg.classList.contains("swatch") || event.button !== 0) return;
    const handles = [...svg.querySelectorAll(".handle")];
    const grabbed = target.closest(".handle");
    // A touch beside a handle may be the start of scrolling.
    if (!grabbed && event.pointerType !== "mouse") return;
    const chosen = grabbed ?? nearest(handles, event);
    held = { figure: figures().indexOf(figure), handle: handles.indexOf(chosen) };
    outputs.setPointerCapture(event.pointerId);
    outputs.classList.add("dragging");
    event.preventDefault();
    follow(event);
  });
  outputs.addEventListener("pointermove", (event) => {
    if (held) follow(event);
  });
  const release = () => {
    held = null;
    outputs.classList.remove("dragging");
  };
  outputs.addEventListener("pointerup", release);
  outputs.addEventListener("pointercancel", release);

  const follow = (/** @type {PointerEvent} */ event) => {
    const figure = held && figures()[held.figure];
    const svg = /** @type {SVGSVGElement | null} */ (figure?.querySelector(":scope > svg") ?? null);
    const handle = /** @type {SVGGElement | undefined} */ (held && svg?.querySelectorAll(".handle")[held.handle]);
    if (!figure || !svg || !handle) return;
    const at = position(svg, event);
    const axes = /** @type {Axes} */ (JSON.parse(figure.dataset.axes ?? "{}"));
    const x = scale(at.x, axes.left, axes.right, axes.xmin, axes.xmax, axes.xlog);
    const y = scale(at.y, axes.bottom, axes.top, axes.ymin, axes.ymax, axes.ylog);
    set(section, handle.dataset.x, x);
    set(section, handle.dataset.y, y);
  };
}

/** Where the pointer is, in units of the view box. */
function position(/** @type {SVGSVGElement} */ svg, /** @type {PointerEvent} */ event) {
  const matrix = svg.getScreenCTM();
  if (!matrix) return new DOMPoint();
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
}

/** Maps a length along an axis to data. */
function scale(
  /** @type {number} */ at, /** @type {number} */ from, /** @type {number} */ to,
  /** @type {number} */ lo, /** @type {number} */ hi, /** @type {boolean | undefined} */ log,
) {
  const t = (at - from) / (to - from);
  return log ? lo * Math.pow(hi / lo, t) : lo + t * (hi - lo);
}

function nearest(/** @type {Element[]} */ handles, /** @type {PointerEvent} */ event) {
  const distance = (/** @type {Element} */ h) => {
    const box = h.getBoundingClientRect();
    return Math.hypot(box.x + box.width / 2 - event.clientX, box.y + box.height / 2 - event.clientY);
  };
  return handles.reduce((best, h) => (distance(h) < distance(best) ? h : best));
}

/** Sets an input; the browser brings the value into its range and step. */
function set(/** @type {HTMLElement} */ section, /** @type {string | undefined} */ name, /** @type {number} */ value) {
  if (!name || !Number.isFinite(value)) return;
  const input = /** @type {HTMLInputElement | null} */ (section.querySelector(`input[name="${section.dataset.cell}.${name}"]`));
  if (!input) return;
  const before = input.value;
  input.value = String(value);
  if (input.value !== before) input.dispatchEvent(new Event("input", { bubbles: true }));
}
