// The learner's progress: each exercise is untouched, tried or done. It is saved
// in the browser and shown on the overview, in the list of lessons and in the
// table of contents.

/** @typedef {"untouched" | "tried" | "done"} State */

export class Progress {
  #store;
  /** @type {(() => void)[]} */
  #listeners = [];
  /** Exercises this page recorded as done: another tab may overwrite that with "tried". @type {Set<string>} */
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

  /** Writes "done" again where another tab has overwritten it. */
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
   * Records the progress of an exercise. What is done stays done.
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

  /** The progress of an exercise. @returns {State} */
  of(/** @type {string} */ lesson, /** @type {string} */ exercise) {
    const state = this.#store.read({ lesson, kind: "progress", name: exercise })?.state;
    return state === "tried" || state === "done" ? state : "untouched";
  }

  /** Calls f when any progress has changed, here or in another tab. */
  onChange(/** @type {() => void} */ f) {
    this.#listeners.push(f);
  }
}
