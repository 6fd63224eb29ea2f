// Figures and diagrams of a program. Their body is untrusted SVG: it is parsed in
// a separate document, where nothing runs or loads, and copied element by element
// as far as the lists below allow.
import { element, inputName, list, number, object, plain, svgElement, text } from "./elements.js";

/** @typedef {import("./elements.js").Budget} Budget */

/** What package palette calls its colours, in its order. */
const colours = ["", "ink", "muted", "grid", "paper", "accent", "blue", "red", "green", "orange", "purple", "teal"];

const numeric = /^-?\d*\.?\d+(e-?\d+)?$/i;
const numbers = /^[\d\s.,eE+-]*$/;
const paint = new RegExp(`^(none|currentColor|var\\(--(${colours.slice(1).join("|")})\\))$`);

/** Attributes and the values they may have. Any other is left out. @type {Record<string, RegExp>} */
const attributes = {
  d: /^[MmLlHhVvCcSsQqTtAaZz\d\s.,eE+-]*$/,
  points: numbers,
  transform: /^(\s*(translate|rotate|scale)\([\d\s.,eE+-]*\))*\s*$/,
  fill: paint,
  stroke: paint,
  "stroke-dasharray": numbers,
  "stroke-linecap": /^(butt|round|square)$/,
  "stroke-linejoin": /^(miter|round|bevel)$/,
  "text-anchor": /^(start|middle|end)$/,
  "font-weight": /^(normal|bold|[1-9]00)$/,
  preserveAspectRatio: /^none$/,
  class: /^(pixels|mono)$/,
  href: /^data:image\/png;base64,[A-Za-z\d+/]*=*$/,
};
for (const name of [
  "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "width", "height", "font-size", "opacity",
  "fill-opacity", "stroke-opacity", "stroke-width",
]) attributes[name] = numeric;

const elements = new Set(["g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan", "image", "title"]);
const withText = new Set(["text", "tspan", "title"]);
const maxNesting = 16;
const maxPixels = 4 << 20;

/**
 * Copies the children of one node into another, as far as they are allowed.
 * @param {Budget} budget
 * @param {Node} from
 * @param {Element} to
 * @param {number} depth
 */
function copy(budget, from, to, depth = 0) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE && withText.has(to.localName)) {
      budget.spend(0, node.nodeValue?.length ?? 0);
      to.append(document.createTextNode(node.nodeValue ?? ""));
    }
    if (!(node instanceof SVGElement) || !elements.has(node.localName) || depth >= maxNesting) continue;
    /** @type {Record<string, string>} */
    const kept = {};
    for (const { name, value, namespaceURI } of node.attributes) {
      if (namespaceURI === null && Object.hasOwn(attributes, name) && attributes[name].test(value)) kept[name] = value;
    }
    if (kept.href !== undefined && (node.localName !== "image" || !small(kept.href))) delete kept.href;
    const clone = svgElement(budget, node.localName, kept);
    copy(budget, node, clone, depth + 1);
    to.append(clone);
  }
}

/** Reports whether a PNG is small enough to be decoded: its size stands at its start. */
function small(/** @type {string} */ url) {
  const head = atob(url.slice(url.indexOf(",") + 1, url.indexOf(",") + 1 + 32).padEnd(32, "A"));
  const at = (/** @type {number} */ i) => head.charCodeAt(i) * 2 ** 24 + head.charCodeAt(i + 1) * 2 ** 16 + head.charCodeAt(i + 2) * 256 + head.charCodeAt(i + 3);
  return head.startsWith("\x89PNG\r\n\x1a\n") && at(16) * at(20) <= maxPixels;
}

/** The role and opacity that package palette packs into a colour. */
function colour(/** @type {unknown} */ c) {
  const role = colours[number(c) & 0xff] ?? "ink";
  return { paint: role ? `var(--${role})` : "none", opacity: 1 - ((number(c) >> 8) & 0xff) / 255 };
}

/** The swatches of legends, as in the server's template. */
function swatch(/** @type {Budget} */ budget, /** @type {any} */ item) {
  const { paint: c, opacity } = colour(item.colour);
  /** @type {Record<string, [string, Record<string, string>]>} */
  const marks = {
    line: ["path", { d: "M1 6h16", stroke: c, "stroke-width": "2.5" }],
    dash: ["path", { d: "M1 6h16", stroke: c, "stroke-width": "2.5", "stroke-dasharray": "4 3" }],
    circle: ["circle", { cx: "9", cy: "6", r: "4", fill: c }],
    ring: ["circle", { cx: "9", cy: "6", r: "3.5", stroke: c, "stroke-width": "1.5" }],
    square: ["path", { d: "M5 2h8v8H5z", fill: c }],
    triangle: ["path", { d: "M9 1l5 9H4z", fill: c }],
    cross: ["path", { d: "M5 2l8 8M13 2l-8 8", stroke: c, "stroke-width": "1.8" }],
    box: ["path", { d: "M2 1h14v10H2z", fill: c }],
  };
  const [tag, shape] = Object.hasOwn(marks, item.mark) ? marks[item.mark] : marks.box;
  return svgElement(budget, "svg", {
    class: "swatch", viewBox: "0 0 18 12", "aria-hidden": "true", fill: "none", stroke: "none", opacity,
  }, svgElement(budget, tag, shape));
}

function handle(/** @type {Budget} */ budget, /** @type {any} */ h) {
  const x = inputName(h.x);
  const y = inputName(h.y);
  const kind = !x ? " vertical" : !y ? " horizontal" : "";
  return svgElement(budget, "g",
    { class: "handle" + kind, "data-x": x, "data-y": y, transform: `translate(${plain(h.px)} ${plain(h.py)})` },
    svgElement(budget, "circle", { class: "reach", r: 18 }), svgElement(budget, "circle", { class: "knob", r: 7 }));
}

/** The axes as handles.js reads them. */
function axesJSON(/** @type {any} */ axes) {
  /** @type {Record<string, number | boolean>} */
  const kept = {};
  for (const key of ["left", "top", "right", "bottom", "xmin", "xmax", "ymin", "ymax"]) kept[key] = number(axes[key]);
  if (axes.xlog === true) kept.xlog = true;
  if (axes.ylog === true) kept.ylog = true;
  return JSON.stringify(kept);
}

/**
 * A notebook.SVG as the server's template "drawing" shows it.
 * @param {Budget} budget
 * @param {any} drawing
 */
export function drawing(budget, drawing) {
  const { body, title } = drawing;
  const size = (/** @type {unknown} */ v) => plain(Math.min(Math.max(number(v), 1), 5000));
  const [width, height] = [size(drawing.width), size(drawing.height)];
  const handles = list(drawing.handles).slice(0, 20).map(object);
  const axes = drawing.axes ? object(drawing.axes) : null;

  budget.spend(0, text(body).length);
  const parsed = new DOMParser().parseFromString(`<svg xmlns="http://www.w3.org/2000/svg">${text(body)}</svg>`, "image/svg+xml");
  if (parsed.querySelector("parsererror")) {
    return element(budget, "p", { class: "error", role: "note" }, `The drawing “${text(title)}” is not well-formed.`);
  }
  const svg = svgElement(budget, "svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, class: axes ? "plot" : null,
    role: "img", "aria-label": [title, drawing.description].map(text).filter(Boolean).join(". "),
  });
  copy(budget, parsed.documentElement, svg);
  svg.append(...handles.map((h) => handle(budget, h)));

  const caption = element(budget, "figcaption", {}, text(title));
  const legend = list(drawing.legend).map(object);
  if (legend.length) {
    caption.append(element(budget, "ul", { class: "legend" },
      ...legend.map((item) => element(budget, "li", {}, swatch(budget, item), text(item.label)))));
  }
  const figure = element(budget, "figure", { class: "drawing", "data-axes": handles.length && axes ? axesJSON(axes) : null }, caption, svg);
  // A drawing may lap over its edges a little, but not over the page.
  figure.style.overflow = "clip";
  figure.style.overflowClipMargin = "1rem";
  return figure;
}
