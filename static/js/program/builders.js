// Chooses who builds the reader's programs: the server, while it answers
// quickly; Go's compiler in this browser when the server has none, is busy or
// away, or when the reader wants it so.
import { Ahead } from "./ahead.js";
import { consent, megabytes, showProgress } from "./download-bar.js";
import { busy } from "../page/patience.js";
import { fromPage } from "../work/store.js";
import { BrowserBuilder, NoKit } from "./toolchain/builder.js";
import { place, wish } from "./preference.js";

/**
 * @typedef {import("./program.js").Diagnostic} Diagnostic
 * @typedef {import("./program.js").Edit} Edit
 * @typedef {{wasm?: ArrayBuffer, diagnostics?: Diagnostic[], formatted?: Edit[], problem?: string, tookMs: number, where: string}} Answer
 * @typedef {{lesson: string, edits: Edit[], cells: string[]}} Request
 * @typedef {(why: string) => void} Waiting is told why there is no answer yet
 */

/** How long to wait between questions to a compiler that is not ready, in milliseconds. */
const pause = 1000;
/** A server that takes longer gets company. */
const quick = 1500;
/** How often to build again what the server does not have any more. */
const again = 3;
const later = 10_000; // ms, until a kit that is being made is asked for again
const rest = ["std", "gonum"]; // packs that a lesson may come to need, besides those of its cells

/** The server's compiler cannot help; the browser's may. */
class Elsewhere extends Error {}

const alone = () => !place().server || wish.browser || helpless; // nobody asks the server
/** How long compiling in the browser may take; undefined for what is usual. */
const limit = () => Number(place().deadline) || undefined;

let helpless = false; // the server has no toolchain
let waited = false; // somebody waits for the download
let consented = false;
/** @type {BrowserBuilder | null | undefined} */
let browser;
/** The browser's builder; null where there is none. */
function theBrowser() {
  if (browser === undefined) {
    const { kit, lesson = "" } = place();
    browser = kit ? new BrowserBuilder(kit, lesson, (done, total) => waited && showProgress(done, total)) : null;
  }
  return browser;
}

/**
 * Builds the program that a set of edits makes. The error is a TypeError when
 * nobody can be reached.
 * @param {string} lesson
 * @param {Edit[]} edits
 * @param {string[]} cells those of the page
 * @param {Waiting} waiting
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function build(lesson, edits, cells, waiting, signal) {
  clearTimeout(aheadTimer); // now is better
  const request = { lesson, edits, cells };
  const here = () => inBrowser(request, waiting, signal);
  if (alone()) return here();
  try {
    return await quickest((/** @type {AbortSignal} */ s) => onServer(request, waiting, s), here, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof Elsewhere || error instanceof TypeError)) throw error;
    return here().catch((/** @type {Error} */ second) => {
      if (error instanceof TypeError) throw error;
      if (!(second instanceof NoKit || second instanceof TypeError)) throw second;
      return { problem: error.message, tookMs: 0, where: "on the server" };
    });
  }
}

/** How long a reader who is still typing pauses at most, in milliseconds. */
const pauseInTyping = 350;
let ahead = new AbortController();
/** The program that was built ahead. */
let atHand = { address: "", bytes: new ArrayBuffer(0) };
let aheadTimer = 0;
const aheadHere = new Ahead();

/**
 * Builds what the reader may be about to run, once the typing has stopped: the
 * program is then at hand when Run is pressed. Nothing comes of it where that
 * fails.
 * @param {string} lesson
 * @param {Edit[]} edits
 * @param {string[]} cells
 */
export function buildAhead(lesson, edits, cells) {
  ahead.abort();
  clearTimeout(aheadTimer);
  if (!edits.length) return;
  if (alone()) {
    const builder = theBrowser();
    aheadTimer = setTimeout(() => builder?.ready && aheadHere.build({ builder, request: { lesson, edits, cells }, deadline: limit() }), pauseInTyping);
    return;
  }
  if (metered()) return;
  ahead = new AbortController();
  const { signal } = ahead;
  aheadTimer = setTimeout(async () => {
    try {
      const response = await post(`lessons/${lesson}/ahead`, { edits, cells }, signal);
      const { program } = response.ok ? await response.json() : {};
      const bytes = program ? await fetchProgram(program, signal) : null;
      if (bytes) atHand = { address: program, bytes };
    } catch {
      // The reader types on, or the server is away: Run will tell.
    }
  }, pauseInTyping);
}

/**
 * The server's answer, or the browser's where the server is slow. The server
 * is told when its answer is not wanted any more: others wait for it, too.
 * @param {(signal: AbortSignal) => Promise<Answer>} ask
 * @param {() => Promise<Answer>} here
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
async function quickest(ask, here, signal) {
  const enough = new AbortController();
  const server = ask(AbortSignal.any([signal, enough.signal]));
  let timer = 0;
  const slow = new Promise((resolve) => (timer = setTimeout(resolve, quick, "slow")));
  const first = await Promise.race([server, slow]).finally(() => clearTimeout(timer));
  if (first !== "slow" || !theBrowser()?.ready) return server;
  return Promise.any([server, here().then((answer) => (enough.abort(), answer))]).catch(() => server);
}

/** @returns {Promise<Response>} */
const post = (/** @type {string} */ path, /** @type {object} */ what, /** @type {AbortSignal | undefined} */ signal = undefined, how = "") =>
  fetch(`${place().server}${path}?part${how}`, { method: "POST", body: JSON.stringify(what), headers: { "Content-Type": "application/json", ...fromPage }, signal });

/** @returns {Promise<Answer>} */
async function onServer(/** @type {Request} */ { lesson, edits, cells }, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal) {
  const where = "on the server";
  for (let built = 0; ; ) {
    const response = await post(`lessons/${lesson}/build`, { edits, cells }, signal, theBrowser()?.ready ? "&soon" : "");
    if (!busy(response) && !response.ok) {
      const problem = await response.text();
      if (response.status >= 500) throw new Elsewhere(problem);
      return { problem, tookMs: 0, where };
    }
    const { program, diagnostics, formatted, wait, problem, tookMs } = await response.json();
    if (problem || (wait && theBrowser()?.ready)) throw new Elsewhere(problem ?? wait);
    if (!wait) {
      const wasm = program && (await fetchProgram(program, signal));
      if (wasm !== null) return { wasm, diagnostics, formatted, tookMs, where };
      // Behind a load balancer another server was asked, or this one was replaced.
      if (++built === again) throw new Elsewhere("The program is no longer kept by the server. Run again.");
      continue;
    }
    waiting(wait);
    await new Promise((resolve) => setTimeout(resolve, pause));
    signal.throwIfAborted();
  }
}

/**
 * The program at an address; null when the server does not have it.
 * @returns {Promise<ArrayBuffer | null>}
 */
async function fetchProgram(/** @type {string} */ address, /** @type {AbortSignal} */ signal) {
  if (atHand.address === address) return atHand.bytes;
  const response = await fetch(address, { signal });
  if (response.status === 404) return null;
  if (!response.ok) throw new Elsewhere("The server cannot send the program. Run again.");
  return response.arrayBuffer();
}

/** @returns {Promise<Answer>} */
async function inBrowser(/** @type {Request} */ request, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal) {
  const where = "in your browser";
  const builder = theBrowser();
  if (!builder) throw new NoKit("This page has no compiler for browsers.", false);
  if (!builder.ready && !(await fetched(builder, waiting, signal))) {
    return { problem: "Not built: the compiler was not downloaded.", tookMs: 0, where };
  }
  waiting("Building…");
  return { ...(await (aheadHere.take(request, signal) ?? builder.build(request, signal, limit()))), where };
}

/** Waits for the browser's builder. It is false when the reader does not want the download. */
async function fetched(/** @type {BrowserBuilder} */ builder, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal) {
  waited = true;
  for (;;) {
    try {
      const bytes = await builder.size();
      consented ||= !metered() || (await consent(bytes));
      signal.throwIfAborted();
      if (!consented) return false;
      waiting(`Getting the compiler for your browser, ${megabytes(bytes)}…`);
      await builder.open();
      return true;
    } catch (error) {
      if (!(error instanceof NoKit && error.later)) throw error;
      waiting(error.message);
      await new Promise((resolve) => setTimeout(resolve, pause));
      signal.throwIfAborted();
    } finally {
      showProgress(0, 0);
    }
  }
}

/** Whether the connection is one on which downloads cost money or patience. */
function metered() {
  const connection = /** @type {any} */ (navigator).connection;
  return Boolean(connection?.saveData) || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? "");
}

/** @returns {Promise<void>} */
const idle = () => new Promise((resolve) => ("requestIdleCallback" in window ? requestIdleCallback(() => resolve(), { timeout: 2000 }) : setTimeout(resolve, 200)));

let fetching = false;
/**
 * Gets the compiler ahead of its being needed, where that costs nothing, and
 * has it build once, after which it is quick: should the server go away, Run
 * goes on.
 * @param {string} lesson
 * @param {string[]} cells
 */
export async function prefetch(lesson, cells) {
  const builder = theBrowser();
  if (!builder || fetching || metered()) return;
  fetching = true;
  try {
    await idle();
    await builder.open();
    await idle();
    await builder.build({ lesson, edits: [], cells }, new AbortController().signal, limit());
    document.documentElement.dataset.builder = "ready"; // needs no server any more
    await builder.fetch(rest);
  } catch (error) {
    fetching = false;
    if (error instanceof NoKit && error.later) setTimeout(() => prefetch(lesson, cells), later);
  }
}

/**
 * A text as gofmt writes it, or as it is and the mistake that kept it so.
 * @param {string} lesson
 * @param {Edit} edit
 * @returns {Promise<{text: string, diagnostic?: Diagnostic}>}
 */
export async function format(lesson, edit) {
  const builder = theBrowser();
  try {
    if (!place().server && builder) return (await builder.open(), builder.format(edit));
    const response = await post(`lessons/${lesson}/format`, edit);
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  } catch (error) {
    if (!(error instanceof TypeError) || !builder?.ready) throw error;
    return builder.format(edit);
  }
}

/**
 * Follows how the compiler is being made ready, until it is or never will be.
 * Where it was ready all along nothing is told.
 * @param {(text: string, news: boolean) => void} tell news are worth reading out
 * @returns {Promise<boolean>} whether there is one
 */
export async function awaitCompiler(tell) {
  if (alone()) return true;
  for (let waited = false; ; waited = true) {
    const response = await fetch(`${place().server}builder`);
    if (!response.ok) return false;
    const { wait, problem } = /** @type {{wait?: string, problem?: string}} */ (await response.json());
    if (problem) {
      helpless = Boolean(await theBrowser()?.size().catch(() => 0));
      if (!helpless) tell(problem, true);
      return helpless;
    }
    if (!wait) {
      if (waited) tell("The compiler is ready.", true);
      return true;
    }
    tell(wait, !waited);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
