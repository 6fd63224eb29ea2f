// SQL cells without a server: the server's SQLite, sandbox and checks, compiled
// to WebAssembly, in a worker that starts when SQL is first run.
import { Unreachable, getFile } from "../api/http.js";
import { fragment } from "../program/run/outputs.js";
import { unjudged } from "../program/verdict.js";

/** Time limit of a run, in milliseconds. SQLite's own limit is shorter; this one ends runs that exceed it. */
const deadline = 10_000;
const tooLong = "It took too long and was stopped.";

export class ExportedSQL {
  #file;
  /** @type {Promise<Worker> | null} */
  #worker = null;
  /** Settles once the current run has ended: there is one at a time. @type {Promise<unknown>} */
  #turn = Promise.resolve();

  /** @param {import("../page/site.js").Site} site */
  constructor({ file }) {
    this.#file = file;
  }

  /**
   * Runs a statement.
   * @param {HTMLElement} section
   * @param {URLSearchParams} form as the server takes it
   * @returns {Promise<import("../api.js").Fragment>}
   */
  async run(section, form) {
    const replay = [...form].filter(([name]) => name.startsWith("above-")).map(([name, text]) => [name.slice("above-".length), text]);
    /** @type {import("../wire.js").SQLRequest} */
    const request = {
      index: Number(section.dataset.sql ?? 0), text: form.get("q") ?? "", plan: form.get("plan") === "on", replay: Object.fromEntries(replay),
      own: section.dataset.sql === undefined ? { data: form.get("data") ?? "", above: form.getAll("above"), called: form.getAll("called") } : undefined,
    };
    const mine = this.#turn.then(() => this.#ask(section, JSON.stringify(request)));
    this.#turn = mine.catch(() => {});
    const output = await mine;
    const shown = fragment("", output ?? { events: [{ kind: "error", text: tooLong }] });
    return { root: shown, verdict: output ? (output.verdict ?? null) : unjudged("interrupted", tooLong) };
  }

  /** The result, or null if it took too long. @returns {Promise<import("../wire.js").SQLAnswer | null>} */
  async #ask(/** @type {HTMLElement} */ section, /** @type {string} */ request) {
    this.#worker ??= this.#start(section).catch((error) => {
      this.#worker = null;
      throw error;
    });
    const w = await this.#worker;
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        w.terminate();
        this.#worker = null;
      };
      const timer = setTimeout(() => {
        end();
        resolve(null);
      }, deadline);
      w.onmessage = ({ data }) => {
        clearTimeout(timer);
        resolve(JSON.parse(data));
      };
      w.onerror = (event) => {
        event.preventDefault();
        end();
        reject(new Error("SQLite stopped unexpectedly. Run it again."));
      };
      w.postMessage(request);
    });
  }

  /** Starts a worker with the page's SQL cells. */
  async #start(/** @type {HTMLElement} */ section) {
    const statements = /** @type {HTMLElement | null} */ (section.closest("[data-statements]"))?.dataset.statements;
    const cells = statements ? await (await getFile(statements)).text() : "{}"; // a page without SQL but the reader's own
    const w = new Worker(new URL("sqlworker.js", import.meta.url), { type: "module" });
    const absolute = (/** @type {string} */ address) => new URL(address, location.href).href;
    /** @type {Promise<void>} */
    const ready = new Promise((resolve, reject) => {
      w.onmessage = ({ data }) => (data === "ready" ? resolve() : reject(new Unreachable(data)));
      w.onerror = (event) => reject(new Unreachable(event.message));
    });
    w.postMessage({ glue: absolute(this.#file("glue")), program: absolute(this.#file("sqlite")), cells });
    await ready.catch((error) => {
      w.terminate();
      throw error;
    });
    return w;
  }
}
