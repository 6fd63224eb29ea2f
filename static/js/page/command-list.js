// The list of commands itself: see commands.js, which loads it when it is first wanted.

/**
 * @typedef {{label: string, kind: string, keys?: string, act: () => void}} Command kind: what it is, shown beside it
 */

/** The keys that work on a page, for people who look for them. */
const keys = (/** @type {boolean} */ mac, /** @type {boolean} */ cells) => [
  [mac ? "⌘ K" : "Ctrl K", "the command list"],
  ["/", "search"],
  [mac ? "⌘ Enter" : "Ctrl Enter", "run what is being edited"],
  ["Shift Enter", "run it and go on to the next"],
  ["Shift Alt F", "format Go"],
  ["Escape, then Tab", "leave an editor"],
  ...(cells ? [
    ...(mac ? [] : [["Alt Insert", "add a cell of your own"]]), // Macs have no such key
    ["Escape", "select the cell of your own that is being edited; then:"],
    ["Enter", "edit it"],
    ["↑ or K, ↓ or J", "select the previous or the next one"],
    ["A, B", "add one above or below"],
    ["M, Y", "turn it into text or Go"],
    ["D D", "delete it"],
  ] : []),
];

const nothing = "Nothing of that name.";

export class List {
  #dialog = document.createElement("dialog");
  #input = document.createElement("input");
  #options = document.createElement("ul");
  #nothing = Object.assign(document.createElement("p"), { className: "meta", textContent: nothing, hidden: true });
  #announce;
  #mac;
  /** @type {Command[]} */
  #all = [];
  /** @type {Command[]} */
  #shown = [];
  #at = 0;

  /** @param {HTMLElement} body @param {import("./announcer.js").Announce} announce @param {boolean} mac whether its keys are a Mac's */
  constructor(body, announce, mac) {
    this.#mac = mac;
    this.#announce = announce;
    this.#dialog.className = "commands";
    this.#dialog.setAttribute("aria-label", "Commands");
    this.#options.id = "command-options";
    this.#options.setAttribute("role", "listbox");
    this.#options.setAttribute("aria-label", "Commands");
    for (const [name, value] of Object.entries({
      type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": this.#options.id, "aria-autocomplete": "list",
      "aria-label": "Go to, or do", placeholder: "Go to, or do …", autocomplete: "off", spellcheck: "false",
    })) this.#input.setAttribute(name, value);
    this.#input.addEventListener("input", () => this.#filter());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#options.addEventListener("click", (event) => {
      const option = /** @type {HTMLElement} */ (event.target).closest("li");
      if (option) this.#act(this.#shown[[...this.#options.children].indexOf(option)]);
    });
    this.#dialog.addEventListener("click", (event) => event.target === this.#dialog && this.#dialog.close()); // beside it
    this.#dialog.append(this.#input, this.#options, this.#nothing);
    body.append(this.#dialog);
  }

  toggle() {
    if (this.#dialog.open) return this.#dialog.close();
    this.#all = [...actions(() => this.#showKeys(), this.#mac), ...places()];
    this.#input.value = "";
    this.#filter();
    this.#dialog.showModal();
    this.#input.focus();
  }

  #key(/** @type {KeyboardEvent} */ event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves) {
      const count = this.#shown.length;
      if (count) this.#select((this.#at + moves[/** @type {"ArrowUp"} */ (event.key)] + count) % count);
    } else if (event.key === "Enter") {
      if (this.#shown.length) this.#act(this.#shown[this.#at]);
    } else {
      return;
    }
    event.preventDefault();
  }

  #filter() {
    this.#shown = matching(this.#all, this.#input.value);
    this.#options.replaceChildren(...this.#shown.map(({ label, kind, keys }, i) => {
      const option = document.createElement("li");
      option.id = `command-${i}`;
      option.setAttribute("role", "option");
      const note = Object.assign(document.createElement("span"), { textContent: keys ?? kind });
      option.append(label, " ", note);
      return option;
    }));
    this.#select(0);
    this.#nothing.hidden = this.#shown.length > 0;
    if (!this.#shown.length) {
      this.#input.removeAttribute("aria-activedescendant");
      this.#announce(nothing);
    }
  }

  #select(/** @type {number} */ at) {
    this.#at = at;
    [...this.#options.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = this.#options.children[at];
    if (!option) return;
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #act(/** @type {Command} */ { act }) {
    this.#dialog.close(); // which gives back the focus: act may move it
    act();
  }

  #showKeys() {
    const dialog = document.createElement("dialog");
    dialog.className = "keys";
    dialog.setAttribute("aria-label", "Keys");
    const table = document.createElement("table");
    for (const [key, does] of keys(this.#mac, document.querySelector(".insert-last") !== null)) {
      const row = table.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      head.append(Object.assign(document.createElement("kbd"), { textContent: key }));
      row.append(head);
      row.insertCell().textContent = does;
    }
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(table, close);
    this.#dialog.after(dialog);
    dialog.showModal();
  }
}

/** The commands that contain all words of a query; those that begin with it come first. */
function matching(/** @type {Command[]} */ all, /** @type {string} */ query) {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(({ label, kind }) => words.every((word) => `${label} ${kind}`.toLowerCase().includes(word)));
  const first = (/** @type {Command} */ { label }) => label.toLowerCase().startsWith(query.trim().toLowerCase());
  return [...found.filter(first), ...found.filter((command) => !first(command))];
}

/** What the page's buttons do. @returns {Command[]} */
function actions(/** @type {() => void} */ showKeys, /** @type {boolean} */ mac) {
  /** @param {string} selector @param {string} label @param {string} [keys] @returns {Command[]} */
  const press = (selector, label, keys) => {
    const button = /** @type {HTMLElement | null} */ (document.querySelector(selector));
    return button?.checkVisibility() ? [{ label, kind: "command", keys, act: () => button.click() }] : [];
  };
  const search = /** @type {HTMLInputElement | null} */ (document.querySelector(".top .search input"));
  return [
    ...press(".bench .run", "Run all my edits"),
    ...[...document.querySelectorAll(".insert-last button[value]")].map((add) => ({
      label: `Add a cell: ${add.textContent?.slice(2)}`, kind: "command", keys: mac ? undefined : add.getAttribute("aria-keyshortcuts")?.replace("+", " "),
      act: () => add.dispatchEvent(new CustomEvent("add-cell", { bubbles: true })),
    })),
    ...press(".run-all", "Run all my cells"),
    ...press(".bring-in", "Bring in a notebook (.ipynb)"),
    ...press(".theme", "Switch between light and dark"),
    ...(search ? [{ label: "Search the course", kind: "command", keys: "/", act: () => search.focus() }] : []),
    { label: "Show all keys", kind: "command", act: showKeys },
  ];
}

/** The places of the page, in order, and the other lessons. @returns {Command[]} */
function places() {
  const names = { H2: "section", H3: "section", SECTION: "exercise" };
  /** @type {Map<Element, Command>} */
  const here = new Map();
  const add = (/** @type {Element | null} */ element, /** @type {string} */ label, /** @type {string} */ kind) => {
    if (element && label) here.set(element, { label, kind, act: () => goTo(/** @type {HTMLElement} */ (element)) });
  };
  for (const link of document.querySelectorAll(".contents a")) {
    const target = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1)));
    const kind = target?.matches(".exercise") ? "exercise" : names[/** @type {"H2"} */ (target?.tagName ?? "")] ?? "section";
    add(target, (link.firstChild?.textContent ?? "").trim(), kind);
  }
  for (const cell of document.querySelectorAll(".own")) {
    add(cell, /** @type {HTMLInputElement | null} */ (cell.querySelector(".own-head input"))?.value ?? "", "cell of your own");
  }
  for (const cell of document.querySelectorAll(".cell[data-cell]:not(.own)")) add(cell, /** @type {HTMLElement} */ (cell).dataset.cell ?? "", "cell");
  for (const listing of document.querySelectorAll(".listing[data-source]:not(.stub, .own *)")) {
    const { title, source = "" } = /** @type {HTMLElement} */ (listing).dataset;
    add(listing, title ?? source.replaceAll(",", ", "), title ? "example" : "code");
  }
  const order = [...here].sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const lessons = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".lessons a:not([aria-current])")]);
  return [
    ...order.map(([, command]) => command),
    ...lessons.map((link) => ({ label: (link.firstChild?.textContent ?? "").trim(), kind: "lesson", act: () => link.click() })),
  ];
}

/** Shows a place and puts the keyboard there. */
function goTo(/** @type {HTMLElement} */ element) {
  for (let e = element.parentElement; e; e = e.parentElement) if (e instanceof HTMLDetailsElement) e.open = true;
  element.scrollIntoView({ block: "start", behavior: "instant" });
  const inside = /** @type {HTMLElement | null} */ (element.matches(".listing") ? element.querySelector("pre[tabindex]") : null);
  const target = inside ?? element;
  if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}
