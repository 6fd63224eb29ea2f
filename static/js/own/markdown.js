// Shows Markdown. It may be somebody else's, from a link or a file: so the page makes
// the elements below one by one, with no more attributes than are written here, and
// the text never becomes HTML. HTML in it is text. A link that may not be followed
// stays as it was typed.
//
// The grammar is that of lessons (rules 2 and 3 in web/format/doc.go), and so are the
// elements: tables and displayed formulas scroll by themselves.
import { Strikethrough, Table, parser } from "../../third_party/markdown.js";
import { append, listing, make, plain, scrolls } from "./elements.js";
import { formulas } from "./formulas.js";

/** @typedef {import("@lezer/common").SyntaxNode} Syntax */

const markdown = parser.configure([Table, Strikethrough, formulas, { remove: ["HTMLBlock"] }]);

/** The longest text, in characters, and the deepest nesting that are shown. The worst text of this length takes two seconds. */
const longest = 32 * 1024;
const deepest = 50;

/** @type {Record<string, string>} */
const wrappers = { Emphasis: "em", StrongEmphasis: "strong", Strikethrough: "del" };

/**
 * Returns the elements of a text.
 * @param {string} text
 * @param {number} under the level of the heading that the text stands under
 * @returns {Promise<DocumentFragment>}
 */
export async function render(text, under) {
  if (text.length > longest) throw new RangeError(`It is longer than the ${longest / 1024} KB that can be shown formatted.`);
  const { topNode } = markdown.parse(text);
  let maths = false;
  topNode.cursor().iterate(({ name }) => void (maths ||= name.startsWith("Formula")));
  const typeset = maths ? await temml() : () => {};
  return new Writer(text, topNode, under, typeset).all;
}

/** @typedef {(tex: string, into: HTMLElement, display: boolean) => void} Typeset throws what is wrong with the formula */

/** Loads what typesets formulas. @returns {Promise<Typeset>} */
async function temml() {
  await import("../../third_party/temml.js");
  const { temml } = /** @type {any} */ (globalThis);
  return (tex, into, displayMode) => {
    temml.render(tex, into, { displayMode, throwOnError: true, maxSize: [40, 500] });
    for (const e of into.querySelectorAll("[id]")) e.removeAttribute("id"); // the page's own are not for notes to take
  };
}

class Writer {
  #text;
  #typeset;
  #under;
  /** The levels, in the text, of the headings that we are under. @type {number[]} */
  #headings = [];
  #depth = 0;
  #inLink = false;
  /** Where the labels of links lead. @type {Map<string, Syntax>} */
  #references = new Map();

  /**
   * @param {string} text
   * @param {Syntax} top
   * @param {number} under
   * @param {Typeset} typeset
   */
  constructor(text, top, under, typeset) {
    this.#text = text;
    this.#under = under;
    this.#typeset = typeset;
    top.cursor().iterate(({ node, name }) => {
      const label = node.firstChild;
      if (name !== "LinkReference" || !label) return;
      const key = labelled(this.#of(label));
      if (!this.#references.has(key)) this.#references.set(key, node);
    });
    this.all = document.createDocumentFragment();
    this.#blocks(top, this.all);
  }

  #of(/** @type {{from: number, to: number}} */ { from, to }) {
    return this.#text.slice(from, to);
  }

  /** Appends the blocks in a node. Paragraphs of tight lists are no elements. */
  #blocks(/** @type {Syntax} */ node, /** @type {ParentNode} */ into, tight = false) {
    if (++this.#depth > deepest) into.append(this.#of(node));
    else for (const child of children(node)) this.#block(child, into, tight);
    this.#depth--;
  }

  #block(/** @type {Syntax} */ node, /** @type {ParentNode} */ into, /** @type {boolean} */ tight) {
    const { name } = node;
    if (/^(ATX|Setext)Heading/.test(name)) this.#heading(node, into);
    else if (name === "Paragraph") into.append(...(tight ? this.#line(make("p"), node).childNodes : [this.#line(make("p"), node)]));
    else if (name === "HorizontalRule") into.append(make("hr"));
    else if (name === "Blockquote") this.#blocks(node, append(into, "blockquote"));
    else if (name === "BulletList" || name === "OrderedList") this.#list(node, into);
    else if (name === "FencedCode" || name === "CodeBlock") into.append(listing(all(node, "CodeText").map((part) => this.#of(part)).join("")));
    else if (name === "Table") this.#table(node, into);
    else if (name === "FormulaBlock") {
      const formula = append(into, "div", { className: "formula" });
      scrolls(formula, "formula");
      this.#formula(all(node, "FormulaLine").map((line) => this.#of(line)).join("\n").trim(), formula, true);
    } else if (name !== "LinkReference" && !name.endsWith("Mark")) into.append(this.#line(make("p"), node));
  }

  /** Appends a heading, one level below the one that it stands under, in the text or on the page: no level is left out. */
  #heading(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const level = Number(node.name.at(-1));
    while ((this.#headings.at(-1) ?? 0) >= level) this.#headings.pop();
    const heading = this.#line(make(`h${Math.min(this.#under + this.#headings.length + 1, 6)}`), node);
    if (!heading.firstChild) return;
    this.#headings.push(level);
    into.append(heading);
  }

  #list(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const items = all(node, "ListItem");
    const apart = (/** @type {Syntax[]} */ nodes) => nodes.some((n, i) => i > 0 && /\n[ \t>]*\n/.test(this.#text.slice(nodes[i - 1].to, n.from)));
    const tight = !apart(items) && !items.some((item) => apart([...children(item)]));
    const list = append(into, node.name === "OrderedList" ? "ol" : "ul");
    const first = parseInt(this.#of(items[0]), 10);
    if (list instanceof HTMLOListElement && first !== 1) list.start = first;
    for (const item of items) this.#blocks(item, append(list, "li"), tight);
  }

  #table(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const rule = node.getChild("TableDelimiter");
    const columns = rule ? this.#of(rule).replace(/^\s*\||\|\s*$/g, "").split("|").map((c) => c.trim()) : [];
    const area = append(into, "div", { className: "table-scroll" });
    scrolls(area, "table");
    const table = append(area, "table");
    const [head, body] = [append(table, "thead"), append(table, "tbody")];
    for (const row of children(node)) {
      if (row.name === "TableHeader") this.#row(row, append(head, "tr"), columns, "th");
      else if (row.name === "TableRow") this.#row(row, append(body, "tr"), columns, "td");
    }
    if (!body.firstChild) body.remove();
  }

  /** Fills a row. Empty cells are not in the tree: the | between them are counted. */
  #row(/** @type {Syntax} */ node, /** @type {ParentNode} */ row, /** @type {string[]} */ columns, /** @type {"td" | "th"} */ kind) {
    /** @type {Map<number, Syntax>} */
    const cells = new Map();
    let at = 0;
    for (const part of children(node)) {
      if (part.name === "TableCell") cells.set(at, part);
      else if (part.from > node.from) at++;
    }
    for (const [i, rule] of columns.entries()) {
      const cell = cells.get(i);
      const shown = append(row, cell ? kind : "td");
      shown.style.textAlign = rule.endsWith(":") ? (rule.startsWith(":") ? "center" : "right") : "";
      if (cell) this.#line(shown, cell);
    }
  }

  /** Fills an element with what a node says, without spaces around it. */
  #line(/** @type {HTMLElement} */ into, /** @type {Syntax} */ node) {
    this.#inlines(node, into);
    into.normalize();
    const [first, last] = [into.firstChild, into.lastChild];
    if (first instanceof Text) first.data = first.data.trimStart();
    if (last instanceof Text) last.data = last.data.trimEnd();
    return into;
  }

  /** Appends what a node says between two places. */
  #inlines(/** @type {Syntax} */ node, /** @type {ParentNode} */ into, from = node.from, to = node.to) {
    if (++this.#depth > deepest) {
      into.append(this.#text.slice(from, to));
    } else {
      let at = from;
      for (const child of children(node)) {
        if (child.from < from || child.to > to) continue;
        into.append(this.#text.slice(at, child.from));
        this.#inline(child, into);
        at = child.to;
      }
      into.append(this.#text.slice(at, to));
    }
    this.#depth--;
  }

  #inline(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const { name } = node;
    if (wrappers[name]) this.#inlines(node, append(into, wrappers[name]));
    else if (name === "InlineCode") append(into, "code").textContent = this.#code(node);
    else if (name === "HardBreak") into.append(make("br"));
    else if (name === "Escape" || name === "Entity") into.append(plain(this.#of(node)));
    else if (name === "Formula") this.#formula(this.#of(node).slice(1, -1), into, false, this.#text[node.to]);
    else if (name === "Link" || name === "Image") this.#link(node, into);
    else if (name === "Autolink") this.#autolink(node, into);
    else if (!name.endsWith("Mark")) into.append(this.#of(node));
  }

  /** What is between the marks, as CommonMark has it: lines are joined, and one space on each side is for the marks. */
  #code(/** @type {Syntax} */ node) {
    const [open, close] = all(node, "CodeMark");
    const holder = document.createDocumentFragment();
    this.#inlines(node, holder, open.to, close.from);
    const text = (holder.textContent ?? "").replace(/\n/g, " ");
    return /^ .*[^ ].* $/.test(text) ? text.slice(1, -1) : text;
  }

  /** Appends a formula, or its text and what is wrong with it. */
  #formula(/** @type {string} */ tex, /** @type {ParentNode} */ into, /** @type {boolean} */ display, next = "") {
    const shown = document.createElement("span");
    try {
      this.#typeset(tex, shown, display);
      into.append(...shown.childNodes);
    } catch (error) {
      append(into, "code").textContent = tex;
      const [why] = String(/** @type {Error} */ (error).message).split("\n");
      append(into, "span", { className: "meta" }).textContent = ` (${why.replace(/:?\s*$/, "").trim()})`;
    }
    if (/[.,;:!?)]/.test(next)) into.append("\u2060"); // a word joiner: no line starts with the full stop
  }

  /** Appends a link, to the picture if it is one: pictures are not loaded. */
  #link(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const [open, close] = all(node, "LinkMark");
    const label = node.getChild("LinkLabel");
    const key = label && label.to - label.from > 2 ? this.#of(label) : `[${this.#text.slice(open.to, close.from)}]`;
    const target = node.getChild("URL") ? node : this.#references.get(labelled(key));
    const url = target?.getChild("URL");
    const address = url && this.#address(url);
    if (this.#inLink) return this.#inlines(node, into, open.to, close.from);
    if (!target || !address) {
      into.append(this.#of(open));
      this.#inlines(node, into, open.to, close.from);
      return into.append(this.#text.slice(close.from, node.to));
    }
    const title = target.getChild("LinkTitle");
    this.#inLink = true;
    this.#inlines(node, append(into, "a", { href: address, ...(title ? { title: plain(this.#of(title).slice(1, -1)) } : {}) }), open.to, close.from);
    this.#inLink = false;
  }

  #autolink(/** @type {Syntax} */ node, /** @type {ParentNode} */ into) {
    const url = node.getChild("URL");
    const address = url && this.#address(url);
    if (!url || !address || this.#inLink) into.append(this.#of(node));
    else append(into, "a", { href: address }).textContent = this.#of(url);
  }

  /** Where a link leads, or null if it may not lead there. */
  #address(/** @type {Syntax} */ node) {
    const written = plain(this.#of(node).replace(/^<(.*)>$/s, "$1"));
    if (/^#\S/.test(written)) return written;
    const mail = /^[^\s:/@]+@[^\s:/@]+$/.test(written);
    if (!mail && !URL.canParse(written)) return null;
    const { protocol, href } = new URL(mail ? `mailto:${written}` : written);
    return ["http:", "https:", "mailto:"].includes(protocol) ? href : null;
  }
}

/** @returns {Generator<Syntax, void>} */
function* children(/** @type {Syntax} */ node) {
  for (let child = node.firstChild; child; child = child.nextSibling) yield child;
}

const all = (/** @type {Syntax} */ node, /** @type {string} */ name) => node.getChildren(name);

/** A link's label, compared without case and with single spaces. */
const labelled = (/** @type {string} */ label) => label.replace(/\s+/g, " ").toLowerCase();
