// Builds elements from a program's output. Nothing here parses markup: text
// becomes text nodes, attributes are set one by one, and a budget limits the
// total.

/** Elements and characters that one output may take on the page. */
const maxElements = 40_000;
const maxCharacters = 4 << 20;
/** Outputs within outputs: rows, frames. */
const maxDepth = 6;

/** Thrown when an output is more than a page can handle. */
export class TooMuch extends Error {}

export class Budget {
  elements = maxElements;
  characters = maxCharacters;
  depth = 0;

  spend(/** @type {number} */ elements, /** @type {number} */ characters) {
    this.elements -= elements;
    this.characters -= characters;
    if (this.elements < 0 || this.characters < 0) throw new TooMuch();
  }

  /**
   * Runs f one level deeper.
   * @param {() => void} f
   */
  within(f) {
    if (this.depth >= maxDepth) throw new TooMuch();
    this.depth++;
    f();
    this.depth--;
  }
}

/** A string, whatever v is. @param {unknown} v */
export const text = (v) => (typeof v === "string" ? v : typeof v === "number" ? String(v) : "");
/** A list, whatever v is. @param {unknown} v @returns {any[]} */
export const list = (v) => (Array.isArray(v) ? v : []);
/** A finite number, whatever v is. @param {unknown} v */
export const number = (v) => (typeof v === "number" && Number.isFinite(v) ? v : 0);
/** An object, whatever v is. @param {unknown} v @returns {any} */
export const object = (v) => (typeof v === "object" && v !== null ? v : {});
/** The name of an input, or "" for what cannot be one. @param {unknown} v */
export const inputName = (v) => (typeof v === "string" && /^[A-Za-z_][\w.-]{0,60}$/.test(v) ? v : "");
/** A number without an exponent, as the server writes it. @param {unknown} v */
export const plain = (v) => {
  const s = String(number(v));
  return s.includes("e") ? number(v).toFixed(20).replace(/\.?0+$/, "") : s;
};

/**
 * Makes an element. Attributes that are null or false are left out; children
 * are nodes or text.
 * @param {Budget} budget
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null>} attributes
 * @param {(Node | string)[]} children
 */
export function element(budget, tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  finish(budget, e, attributes, children);
  return e;
}

/**
 * The same for SVG.
 * @param {Budget} budget
 * @param {string} tag
 * @param {Record<string, string | number | boolean | null>} attributes
 * @param {(Node | string)[]} children
 */
export function svgElement(budget, tag, attributes = {}, ...children) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  finish(budget, e, attributes, children);
  return e;
}

function finish(
  /** @type {Budget} */ budget, /** @type {Element} */ e,
  /** @type {Record<string, string | number | boolean | null>} */ attributes, /** @type {(Node | string)[]} */ children,
) {
  let characters = 0;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    const v = value === true ? "" : String(value);
    characters += v.length;
    e.setAttribute(name, v);
  }
  for (const child of children) if (typeof child === "string") characters += child.length;
  budget.spend(1, characters);
  e.append(...children.filter((c) => c !== ""));
}
