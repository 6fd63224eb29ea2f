// The texts a learner has written in a lesson: Go declarations or SQL. All tabs
// write a text to the same key and take over what other tabs write there. If two
// have changed a text without knowing of each other's change, the later one saves
// its own as a separate version, and the learner chooses.

/**
 * @typedef {import("./store.js").Item} Item
 *
 * @typedef {object} Kept
 * @property {string} text
 * @property {string} original the lesson's own when the text was begun
 * @property {number} [at] its place on the page
 * @property {string} rev which writing this is: the tab's name and a number
 * @property {string} [base] the writing of another tab that it goes on from
 *
 * @typedef {Kept & {own?: boolean, aside?: boolean}} Mine with: written by this tab; kept as another version
 *
 * @typedef {object} Reader of one text
 * @property {(text: string | null, lost?: string) => void} changed takes over another tab's text; null is the lesson's own, and
 *   lost what this tab had written when another one went back to it
 * @property {() => void} told looks at the other versions again
 */

/** @returns {value is Kept} */
export function isKept(/** @type {any} */ value) {
  return typeof value?.text === "string" && typeof value.original === "string" && typeof value.rev === "string";
}

export class Texts {
  /** What this tab shows. @type {Map<string, Mine>} */
  #mine = new Map();
  /** @type {Map<string, Reader>} */
  #readers = new Map();
  #store;
  #lesson;
  #kind;

  /**
   * @param {import("./store.js").Store} store
   * @param {string} lesson
   * @param {"go" | "sql" | "cell"} kind
   */
  constructor(store, lesson, kind) {
    this.#store = store;
    this.#lesson = lesson;
    this.#kind = kind;
    for (const { name, version } of this.#store.items(lesson, kind)) {
      const kept = this.#store.read(this.#item(name));
      if (!version && isKept(kept)) this.#mine.set(name, kept);
    }
    this.#store.watch((item) => {
      if (!item) for (const name of new Set([...this.#mine.keys(), ...this.#readers.keys()])) this.#sync(name);
      else if (item.lesson === lesson && item.kind === kind) this.#sync(item.name);
    });
  }

  get size() {
    return this.#mine.size;
  }

  get names() {
    return [...this.#mine.keys()];
  }

  get(/** @type {string} */ name) {
    return this.#mine.get(name);
  }

  /**
   * Keeps a text; the lesson's own is not kept.
   * @returns {boolean} whether it is safe in the browser's storage
   */
  set(/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ original, /** @type {number | undefined} */ at = undefined) {
    const mine = this.#mine.get(name);
    text = text.replace(/\n+$/, ""); // editors differ about them
    if (text === (mine?.text ?? original)) return true;
    return this.#put(name, text, original, mine?.original, at);
  }

  /** Keeps a text as one that was begun from the lesson's own as it is now. */
  renew(/** @type {string} */ name, /** @type {string} */ text, /** @type {string} */ original) {
    return this.#put(name, text, original);
  }

  /**
   * @param {string} name
   * @param {string} text
   * @param {string} original the lesson's own now
   * @param {string} [begun] and when the text was begun
   * @param {number} [at]
   */
  #put(name, text, original, begun = original, at = undefined) {
    const mine = this.#mine.get(name);
    const there = this.#store.read(this.#item(name));
    const theirs = isKept(there) && !this.#ours(there) && there.rev !== mine?.rev;
    if (text === original && !mine?.aside && !theirs) {
      this.#mine.delete(name);
      return this.#store.remove(this.#item(name));
    }
    const next = {
      text, original: begun, at: mine?.at ?? at, rev: this.#store.nextRevision(),
      base: mine?.own ? mine.base : mine?.rev, own: true, aside: theirs || mine?.aside,
    };
    this.#mine.set(name, next);
    const safe = this.#store.write(this.#item(name, next.aside ? this.#store.tab : undefined), stored(next));
    if (theirs && !mine?.aside) this.#readers.get(name)?.told();
    return safe;
  }

  clear() {
    const all = this.names.map((name) => (this.#mine.delete(name), this.#store.remove(this.#item(name))));
    return all.every(Boolean);
  }

  /** Tells the reader of a text what other tabs make of it. */
  follow(/** @type {string} */ name, /** @type {Reader} */ reader) {
    this.#readers.set(name, reader);
    reader.told();
  }

  /** The other versions of a text; the first is the one to ask about. @returns {{item: Item, kept: Kept}[]} */
  others(/** @type {string} */ name) {
    const mine = this.#mine.get(name);
    return this.#store.items(this.#lesson, this.#kind)
      .filter((item) => item.name === name && (item.version ? item.version !== this.#store.tab : mine?.aside))
      .map((item) => ({ item, kept: this.#store.read(item) }))
      .filter(({ kept }) => isKept(kept) && kept.text !== mine?.text)
      .sort((a, b) => (a.item.version ?? "").localeCompare(b.item.version ?? ""));
  }

  /** Settles for this tab's text, or the lesson's own, against the first other version. */
  keepMine(/** @type {string} */ name) {
    this.#settle(name, this.#mine.get(name), this.others(name)[0]);
  }

  /** Settles for the first other version. */
  takeOther(/** @type {string} */ name) {
    const other = this.others(name)[0];
    if (!other) return;
    this.#settle(name, other.kept, other);
    this.#readers.get(name)?.changed(this.#mine.get(name)?.text ?? null);
  }

  #settle(/** @type {string} */ name, /** @type {Kept | undefined} */ chosen, /** @type {{item: Item} | undefined} */ other) {
    const there = this.#store.read(this.#item(name));
    const wasAside = this.#mine.get(name)?.aside;
    const base = isKept(there) && !this.#ours(there) ? there.rev : undefined;
    if (chosen && chosen.text !== chosen.original) {
      const next = { ...chosen, rev: this.#store.nextRevision(), base, own: true, aside: false };
      this.#mine.set(name, next);
      this.#store.write(this.#item(name), stored(next));
    } else {
      this.#mine.delete(name);
      this.#store.remove(this.#item(name));
    }
    if (wasAside) this.#store.remove(this.#item(name, this.#store.tab));
    if (other?.item.version) this.#store.remove(other.item);
    this.#readers.get(name)?.told();
  }

  /** Looks at what another tab has done. */
  #sync(/** @type {string} */ name) {
    const kept = this.#store.read(this.#item(name));
    const there = isKept(kept) ? kept : undefined;
    const mine = this.#mine.get(name);
    if (mine?.aside) {
      if (!this.#store.read(this.#item(name, this.#store.tab))) this.#adopt(name, there); // settled elsewhere
      else if (!there || there.text === mine.text) this.#settle(name, mine, undefined);
    } else if (!there) {
      if (mine) this.#adopt(name, undefined);
    } else if (!this.#ours(there) && there.rev !== mine?.rev) {
      if (!mine?.own || there.base === mine.rev || there.text === mine.text) this.#adopt(name, there);
      else {
        mine.aside = true;
        this.#store.write(this.#item(name, this.#store.tab), stored(mine));
      }
    }
    this.#readers.get(name)?.told();
  }

  #adopt(/** @type {string} */ name, /** @type {Kept | undefined} */ there) {
    const mine = this.#mine.get(name);
    if (there) this.#mine.set(name, there);
    else this.#mine.delete(name);
    this.#readers.get(name)?.changed(there?.text ?? null, !there && mine?.own ? mine.text : "");
  }

  /** Whether this tab wrote it. */
  #ours(/** @type {Kept} */ kept) {
    return kept.rev.startsWith(`${this.#store.tab}.`);
  }

  /** @returns {Item} */
  #item(/** @type {string} */ name, /** @type {string | undefined} */ version = undefined) {
    return { lesson: this.#lesson, kind: this.#kind, name, version };
  }
}

function stored(/** @type {Mine} */ { text, original, at, rev, base }) {
  return { text, original, at, rev, base };
}
