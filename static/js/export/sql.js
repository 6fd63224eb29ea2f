// SQL cells where there is no server: the server's SQLite, wall and checks,
// as WebAssembly in a worker that is started when SQL is first run.
import { file } from "../page/site.js";

/** What a run may take, in milliseconds. SQLite's own deadline is shorter; this one ends what does not heed it. */
const deadline = 10_000;

/** @type {Promise<Worker> | null} */
let worker = null;
/** Ends with the run under way: there is one at a time. @type {Promise<unknown>} */
let turn = Promise.resolve();

/**
 * Runs a statement and returns the cell's outputs, a notebook.Output.
 * @param {HTMLElement} section
 * @param {URLSearchParams} form as the server takes it
 * @returns {Promise<any>}
 */
export function run(section, form) {
  const replay = [...form].filter(([name]) => name.startsWith("above-")).map(([name, text]) => [name.slice("above-".length), text]);
  const request = {
    index: Number(section.dataset.sql), text: form.get("q"), plan: form.get("plan") === "on", replay: Object.fromEntries(replay),
  };
  const mine = turn.then(() => ask(section, JSON.stringify(request)));
  turn = mine.catch(() => {});
  return mine;
}

async function ask(/** @type {HTMLElement} */ section, /** @type {string} */ request) {
  worker ??= start(section).catch((error) => {
    worker = null;
    throw error;
  });
  const w = await worker;
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      w.terminate();
      worker = null;
    };
    const timer = setTimeout(() => {
      end();
      resolve({ events: [{ kind: "error", text: "It took too long and was stopped." }] });
    }, deadline);
    w.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(JSON.parse(data));
    };
    w.onerror = (event) => {
      event.preventDefault();
      end();
      reject(new Error("SQLite ended. Run it again."));
    };
    w.postMessage(request);
  });
}

/** Starts a worker with the page's SQL cells. */
async function start(/** @type {HTMLElement} */ section) {
  const statements = /** @type {HTMLElement | null} */ (section.closest("[data-statements]"))?.dataset.statements ?? "";
  const response = await fetch(statements);
  if (!response.ok) throw new TypeError(`${statements}: ${response.status}`);
  const cells = await response.text();
  const w = new Worker(new URL("sqlworker.js", import.meta.url), { type: "module" });
  const absolute = (/** @type {string} */ address) => new URL(address, location.href).href;
  /** @type {Promise<void>} */
  const ready = new Promise((resolve, reject) => {
    w.onmessage = ({ data }) => (data === "ready" ? resolve() : reject(new TypeError(data)));
    w.onerror = (event) => reject(new TypeError(event.message));
  });
  w.postMessage({ glue: absolute(file("glue")), program: absolute(file("sqlite")), cells });
  await ready.catch((error) => {
    w.terminate();
    throw error;
  });
  return w;
}
