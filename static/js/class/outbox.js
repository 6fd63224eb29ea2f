// Answers on their way to the class's server. Each is kept in the browser until
// the server has acknowledged it, through reloads and outages, and is sent
// under one name however often: the server keeps it once.

const prefix = "abacus-class-answer/";
/** How long to wait before trying again, in milliseconds: twice as long each time. */
const soonest = 2000, latest = 60_000;
/** What a browser sends on after its page has gone, in characters, with time to spare. */
const maxKeepalive = 50_000;

/**
 * @typedef {object} Answer
 * @property {string} id
 * @property {string} lesson
 * @property {string} exercise
 * @property {boolean} passed
 * @property {string} said
 * @property {object} typed
 */

/** Posts JSON to the class; the error is what fetch throws. */
export function post(/** @type {string} */ path, /** @type {object} */ what = {}) {
  const body = JSON.stringify(what);
  return fetch(`${path}?part`, { method: "POST", body, headers: { "Content-Type": "application/json" }, keepalive: body.length < maxKeepalive });
}

export class Outbox {
  /** Answers that the browser's storage does not take. @type {Map<string, string>} */
  #unstored = new Map();
  #sending = false;
  #wait = soonest;
  #timer = 0;
  #told;

  /** @param {(news: {waiting: number, stranger?: boolean, refused?: string}) => void} told is told how it goes */
  constructor(told) {
    this.#told = told;
    addEventListener("online", () => this.send());
  }

  /** Keeps an answer, and sends it when that is possible. */
  add(/** @type {Omit<Answer, "id">} */ answer) {
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
    this.#told({ waiting: this.waiting });
    if (again > 0) this.#timer = setTimeout(() => this.send(), again);
  }

  /** Sends one answer. Returns when to try again, in milliseconds; 0: it has gone; -1: not before the learner joins. */
  async #try(/** @type {string} */ id) {
    try {
      const json = this.#unstored.get(id) ?? localStorage.getItem(prefix + id) ?? "null";
      const response = await post("/class/answers", JSON.parse(json));
      if (response.ok) {
        this.#drop(id);
        this.#wait = soonest;
        return 0;
      }
      if (response.status === 401) {
        this.#told({ waiting: this.waiting, stranger: true });
        return -1;
      }
      if (response.status >= 400 && response.status < 429 && response.status !== 404 && response.status !== 408) {
        this.#drop(id); // it will never be taken
        this.#told({ waiting: this.waiting, refused: await response.text() });
        return 0;
      }
      return Math.max(1000 * Number(response.headers.get("Retry-After")), this.#later());
    } catch {
      return this.#later();
    }
  }

  /** Not all of a class at the same moment. */
  #later() {
    const wait = this.#wait * (0.75 + Math.random() / 2);
    this.#wait = Math.min(2 * this.#wait, latest);
    return wait;
  }
}
