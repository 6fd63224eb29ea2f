// Answers on their way to the class server. Each stays in the browser, through
// reloads and outages, until the server has acknowledged it, and every attempt
// uses the same id, so the server stores it once.
import { Busy, Refused } from "../api/http.js";

const prefix = "abacus-class-answer/";
/** How long to wait before trying again, in milliseconds: twice as long each time. */
const soonest = 2000, latest = 60_000;

/** @typedef {import("../wire.js").Submission} Submission */

export class Outbox {
  /** Answers that do not fit into the browser's storage. @type {Map<string, string>} */
  #unstored = new Map();
  #sending = false;
  #wait = soonest;
  #timer = 0;
  #api;
  #report;

  /**
   * @param {{submit: (answer: Submission) => Promise<unknown>}} api
   * @param {(news: {waiting: number, unknown?: boolean, refused?: string}) => void} report called with the state of the outbox
   */
  constructor(api, report) {
    this.#api = api;
    this.#report = report;
    addEventListener("online", () => this.send());
  }

  /** Stores an answer and sends it as soon as possible. */
  add(/** @type {Omit<Submission, "id">} */ answer) {
    const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`;
    const json = JSON.stringify({ id, ...answer });
    try {
      localStorage.setItem(prefix + id, json);
    } catch {
      this.#unstored.set(id, json); // it is lost with the page
    }
    this.send();
  }

  /** The ids of waiting answers, oldest first. */
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

  /** Sends the waiting answers one by one. */
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

  /** Sends one answer. Returns the delay before the next attempt in milliseconds; 0: sent or dropped; -1: not before the learner joins. */
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
      this.#drop(id); // it will never be accepted
      this.#report({ waiting: this.waiting, refused: error.message });
      return 0;
    }
  }

  /** Random, so that a whole class does not retry at the same moment. */
  #later() {
    const wait = this.#wait * (0.75 + Math.random() / 2);
    this.#wait = Math.min(2 * this.#wait, latest);
    return wait;
  }
}

/**
 * An answer in the form it is sent in. Earlier versions of this site stored
 * passed and said instead of a verdict.
 * @param {any} kept
 * @returns {Submission}
 */
export function submission(kept) {
  if (kept?.verdict || typeof kept?.passed !== "boolean") return kept;
  const { passed, said, ...rest } = kept;
  return { ...rest, verdict: { state: passed ? "passed" : "notYet", said: String(said ?? "") } };
}
