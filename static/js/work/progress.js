// How far the learner is: each exercise untouched, tried or done. Kept in the
// browser; shown on the overview, in the list of lessons and in the table of
// contents.

/** @typedef {"untouched" | "tried" | "done"} State */

export class Progress {
  #store;
  /** @type {(() => void)[]} */
  #listeners = [];
  /** What this page recorded as done: another tab may write over it that it was tried. @type {Set<string>} */
  #done = new Set();

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.#store = store;
    store.watch((item) => {
      if (item && item.kind !== "progress") return;
      if (item) this.#defend(item);
      else if (!store.items("", "progress").length) this.#done.clear();
      this.#tell();
    });
  }

  /** Writes again that something is done. */
  #defend(/** @type {import("./store.js").Item} */ { lesson, name }) {
    const key = `${lesson} ${name}`;
    const state = this.of(lesson, name);
    if (state === "tried" && this.#done.has(key)) this.#store.write({ lesson, kind: "progress", name }, { state: "done" });
    if (state === "untouched") this.#done.delete(key); // cleared
  }

  #tell() {
    for (const f of this.#listeners) f();
  }

  /**
   * Notes how far an exercise is. What is done stays done.
   * @param {string} lesson
   * @param {string} exercise
   * @param {"tried" | "done"} state
   * @returns {boolean} whether it is safe in the browser's storage
   */
  record(lesson, exercise, state) {
    if (state === "done") this.#done.add(`${lesson} ${exercise}`);
    const before = this.of(lesson, exercise);
    if (before === state || before === "done") return true;
    const safe = this.#store.write({ lesson, kind: "progress", name: exercise }, { state });
    this.#tell();
    return safe;
  }

  /** How far an exercise is. @returns {State} */
  of(/** @type {string} */ lesson, /** @type {string} */ exercise) {
    const state = this.#store.read({ lesson, kind: "progress", name: exercise })?.state;
    return state === "tried" || state === "done" ? state : "untouched";
  }

  /** Calls f when any of it has changed, here or in another tab. */
  onChange(/** @type {() => void} */ f) {
    this.#listeners.push(f);
  }
}
