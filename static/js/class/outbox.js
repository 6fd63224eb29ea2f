// Answers on their way to the class's server. Each is kept in the browser until
// the server has acknowledged it, through reloads and outages, and is sent
// under one name however often: the server keeps it once.
import { Busy, Refused } from "../api/http.js";

const prefix = "abacus-class-answer/";
/** How long to wait before trying again, in milliseconds: twice as long each time. */
const soonest = 2000, latest = 60_000;

/** @typedef {import("../wire.js").Submission} Submission */

export class Outbox {
  /** Answers that the browser's storage does not take. @type {Map<string, string>} */
  #unstored = new Map();
  #sending = false;
  #wait = soonest;
  #timer = 0;
  #api;
  #report;

  /**
   * @param {{submit: (answer: Submission) => Promise<unknown>}} api
   * @param {(news: {waiting: number, unknown?: boolean, refused?: string}) => void} report is told how it goes
   */
  constructor(api, report) {
    this.#api = api;
    this.#report = report;
    addEventListener("online", () => this.send());
  }

  /** Keeps an answer, and sends it when that is possible. */
  add(/** @type {Omit<Submission, "id">} */ answer) {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
    const json = JSON.stringify({ id, ...answer });
    try {
      localStorage.setItem(prefix + id, json);
    } catch {
      this.#unstored.set(id, json); // it lasts as long as the page
    }
    this.send();
  }

  /** The names of those that wait, the oldest first. */
  get #ids() {
    let stored = /** @type {string[]} */ ([]);
    try {
      stored = Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    } catch {
      // No storage.
    }
    return [...stored, ...this.#unstored.keys()].sort();
  }

  get waiting() {
    return this.#ids.length;
  }

  #drop(/** @type {string} */ id) {
    this.#unstored.delete(id);
    try {
      localStorage.removeItem(prefix + id);
    } catch {
      // No storage.
    }
  }

  clear() {
    for (const id of this.#ids) this.#drop(id);
  }

  /** Sends what waits, one after the other. */
  async send() {
    if (this.#sending) return;
    this.#sending = true;
    clearTimeout(this.#timer);
    let again = 0;
    for (let id; !again && (id = this.#ids[0]); ) again = await this.#try(id);
    this.#sending = false;
    this.#report({ waiting: this.waiting });
    if (again > 0) this.#timer = setTimeout(() => this.send(), again);
  }

  /** Sends one answer. Returns when to try again, in milliseconds; 0: it has gone; -1: not before the learner joins. */
  async #try(/** @type {string} */ id) {
    try {
      await this.#api.submit(submission(JSON.parse(this.#unstored.get(id) ?? localStorage.getItem(prefix + id) ?? "null")));
      this.#drop(id);
      this.#wait = soonest;
      return 0;
    } catch (error) {
      if (error instanceof Busy) return Math.max(error.after, this.#later());
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 404 || error.status === 408) return this.#later();
      if (error.status === 401) {
        this.#report({ waiting: this.waiting, unknown: true });
        return -1;
      }
      this.#drop(id); // it will never be taken
      this.#report({ waiting: this.waiting, refused: error.message });
      return 0;
    }
  }

  /** Not all of a class at the same moment. */
  #later() {
    const wait = this.#wait * (0.75 + Math.random() / 2);
    this.#wait = Math.min(2 * this.#wait, latest);
    return wait;
  }
}

/**
 * An answer as it is sent. Earlier versions of this site kept, in place of a
 * verdict, whether it passed and what was said.
 * @param {any} kept
 * @returns {Submission}
 */
export function submission(kept) {
  if (kept?.verdict || typeof kept?.passed !== "boolean") return kept;
  const { passed, said, ...rest } = kept;
  return { ...rest, verdict: { state: passed ? "passed" : "notYet", said: String(said ?? "") } };
}
