// Every request the page makes to the server: its address, what it sends and
// what it gets back. api/http.js does the sending.
//
// A request without a response rejects with Unreachable, a rejected one with
// Refused, one worth retrying with Busy; an aborted one rejects as fetch does.
// Any other response is returned.
import { lines, patiently, reach, send, usualWait, Busy } from "./api/http.js";

/**
 * @typedef {import("./wire.js").Verdict} Verdict
 * @typedef {import("./wire.js").BuildAnswer} BuildAnswer
 * @typedef {import("./wire.js").BuildRequest} BuildRequest
 * @typedef {{root: HTMLElement, verdict: Verdict | null}} Fragment elements to show, and the verdict of a check among them
 * @typedef {{signal?: AbortSignal, keepalive?: boolean}} How
 */

/** The longest body, in characters, that a browser still sends once its page has gone, with some margin. */
const maxKeepalive = 50_000;
/** How long to retry a statement while the server is busy, in milliseconds. */
const statementPatience = 10_000;

export class Api {
  #site;
  #page;
  /** The contents of frames by address, once known. @type {Map<string, Promise<{src: string} | {srcdoc: string}>>} */
  #frames = new Map();

  /**
   * @param {{exported: boolean, address: (path: string) => string}} site see page/site.js
   * @param {string} page a random name for this page, so that readers behind one IP address take turns
   */
  constructor(site, page) {
    this.#site = site;
    this.#page = page;
  }

  /** @returns {Promise<Response>} a successful response */
  #ask(/** @type {string} */ address, /** @type {RequestInit} */ request = {}) {
    return send(address, { ...request, headers: { "Abacus-Page": this.#page, .../** @type {Record<string, string>} */ (request.headers) } });
  }

  /** Sends JSON and returns the answer. @returns {Promise<Response>} */
  #post(/** @type {string} */ address, /** @type {object} */ what, /** @type {How} */ { signal, keepalive } = {}) {
    const body = JSON.stringify(what);
    return this.#ask(address, {
      method: "POST", body, headers: { "Content-Type": "application/json" }, signal, keepalive: keepalive && body.length < maxKeepalive,
    });
  }

  /** @returns {Promise<any>} */
  async #json(/** @type {Promise<Response>} */ asked, /** @type {AbortSignal | undefined} */ signal = undefined) {
    const response = await asked;
    return reach(() => response.json(), signal);
  }

  /** Reads elements. @returns {Promise<Fragment>} */
  async #fragment(/** @type {Promise<Response>} */ asked) {
    const response = await asked;
    return fragment(await reach(() => response.text()));
  }

  // Cells, exercises and search.

  /** Runs a cell with the lesson's own code. @param {string} src @param {URLSearchParams} inputs @param {boolean} allFrames */
  cell(src, inputs, allFrames) {
    return this.#fragment(this.#ask(`${src}?${inputs}&part${allFrames ? "&frames" : ""}`));
  }

  /**
   * Runs the statement of an SQL cell.
   * @param {string} address
   * @param {URLSearchParams} form
   * @param {{waiting: (why: string) => void, signal: AbortSignal}} how
   */
  sql(address, form, { waiting, signal }) {
    return patiently(() => this.#fragment(this.#ask(`${address}?part`, { method: "POST", body: form, signal })), { waiting, signal, patience: statementPatience });
  }

  /** Hits of a search, as elements. @param {string} query @param {AbortSignal} signal @returns {Promise<DocumentFragment>} */
  async search(query, signal) {
    const response = await this.#ask(this.#site.address(`/search?part&q=${encodeURIComponent(query)}`), { signal });
    return parse(await reach(() => response.text(), signal));
  }

  // Programs. server is the base address of the server that builds them.

  /**
   * Asks the server to build a program, without retrying; program/server-builder.js does that.
   * @param {string} server
   * @param {BuildRequest} request
   * @param {{signal: AbortSignal, soon: boolean}} how soon: answer at once if the build would take longer
   * @returns {Promise<BuildAnswer>}
   */
  build(server, { lesson, edits, cells }, { signal, soon }) {
    return this.#json(this.#post(`${server}lessons/${lesson}/build?part${soon ? "&soon" : ""}`, { edits, cells }, { signal }), signal);
  }

  /** Asks the server to build what the reader may run soon. @returns {Promise<BuildAnswer>} */
  buildAhead(/** @type {string} */ server, /** @type {BuildRequest} */ { lesson, edits, cells }, /** @type {AbortSignal} */ signal) {
    return this.#json(this.#post(`${server}lessons/${lesson}/ahead?part`, { edits, cells }, { signal }), signal);
  }

  /** Downloads a program that was built. @returns {Promise<ArrayBuffer>} */
  async program(/** @type {string} */ address, /** @type {AbortSignal} */ signal) {
    const response = await this.#ask(address, { signal });
    return reach(() => response.arrayBuffer(), signal);
  }

  /** Reports whether there is a compiler; rejects with Busy while it is being prepared. @returns {Promise<BuildAnswer>} */
  async compiler(/** @type {string} */ server) {
    /** @type {BuildAnswer} */
    const answer = await this.#json(this.#ask(`${server}builder`));
    if (answer.wait) throw new Busy(answer.wait, 200, usualWait);
    return answer;
  }

  /** Formats a text as gofmt does. @returns {Promise<import("./wire.js").FormatAnswer>} */
  format(/** @type {string} */ server, /** @type {string} */ lesson, /** @type {import("./wire.js").Edit} */ edit) {
    return this.#json(this.#post(`${server}lessons/${lesson}/format?part`, edit));
  }

  /** The files of the compiler for browsers. @returns {Promise<import("./wire.js").KitManifest>} */
  kit(/** @type {string} */ base) {
    return this.#json(this.#ask(new URL("manifest.json", base).href));
  }

  /**
   * Finds the contents of the frame that programs run in, so that later frames
   * do not need the server.
   *
   * A server redirects to an address that depends on the content, so the browser
   * caches it. Exported pages use the text itself: a frame without an origin is
   * not covered by the service worker that makes them work offline.
   * @param {string} src
   */
  frame(src) {
    let found = this.#frames.get(src);
    if (!found) {
      found = this.#findFrame(src);
      this.#frames.set(src, found);
      found.catch(() => this.#frames.delete(src));
    }
    return found;
  }

  /** @returns {Promise<{src: string} | {srcdoc: string}>} */
  async #findFrame(/** @type {string} */ src) {
    const { exported } = this.#site;
    const response = await this.#ask(src, { method: exported ? "GET" : "HEAD" });
    return exported ? { srcdoc: await reach(() => response.text()) } : { src: response.url };
  }

  /** Downloads a lesson with the reader's work. @param {string} address @param {import("./wire.js").DownloadRequest} work */
  async download(address, work) {
    const response = await this.#post(`${address}?part`, work);
    return reach(() => response.blob());
  }

  /**
   * Runs the rollout lab and calls f with each line of its report.
   * @param {{drain: boolean, rate: string}} settings
   * @param {(line: import("./wire.js").LabLine) => void} f
   */
  async lab({ drain, rate }, f) {
    const response = await this.#ask(`/lab/rollout?part&drain=${drain ? "on" : "off"}&rate=${rate}`, { method: "POST" });
    await lines(response, (line) => f(JSON.parse(line)));
  }

  // A class: the learner's side, then the teacher's.

  /** @returns {Promise<any>} */
  #toClass(/** @type {string} */ path, /** @type {object} */ what = {}) {
    return this.#json(this.#post(`/class/${path}?part`, what, { keepalive: true }));
  }

  /** @returns {Promise<import("./wire.js").Member>} */
  join(/** @type {string} */ nickname) {
    return this.#toClass("join", { nickname });
  }

  leave() {
    return this.#toClass("leave");
  }

  /** Reports where the learner is. @returns {Promise<import("./wire.js").Member>} */
  here(/** @type {import("./wire.js").Place} */ place) {
    return this.#toClass("here", place);
  }

  /** @returns {Promise<import("./wire.js").Kept>} */
  submit(/** @type {import("./wire.js").Submission} */ answer) {
    return this.#toClass("answers", answer);
  }

  /** @returns {Promise<any>} */
  #toTeacher(/** @type {string} */ path, /** @type {object} */ what = {}) {
    return this.#json(this.#post(`/teacher/${path}?part`, what));
  }

  /** Points everyone to a lesson; "" to none. */
  pointAt(/** @type {string} */ lesson) {
    return this.#toTeacher("spotlight", { lesson });
  }

  /** Removes a learner with all answers. */
  remove(/** @type {string} */ learner) {
    return this.#toTeacher("remove", { learner });
  }

  removeSilent() {
    return this.#toTeacher("remove-silent");
  }

  endClass() {
    return this.#toTeacher("end");
  }

  /** @returns {Promise<import("./wire.js").RecheckAnswer>} */
  recheck() {
    return this.#toTeacher("recheck");
  }

  verdict(/** @type {import("./wire.js").RecheckVerdict} */ verdict) {
    return this.#toTeacher("verdict", verdict);
  }

  /** @returns {Promise<import("./wire.js").ClassState>} */
  classState() {
    return this.#json(this.#ask("/teacher/state"));
  }

  /** @returns {Promise<import("./wire.js").ClassSubmissions>} */
  classAnswers(/** @type {Record<string, string>} */ which) {
    return this.#json(this.#ask(`/teacher/answers?${new URLSearchParams(which)}`));
  }

  // The command check, and pages that follow the files they come from.

  /** @returns {Promise<import("./wire.js").Trial[]>} */
  trials() {
    return this.#json(this.#ask("/check/trials"));
  }

  /** @param {import("./wire.js").TrialOutcome} outcome */
  async report(outcome) {
    await this.#post("/check/outcome?part", outcome);
  }

  /** Calls f whenever a file of the course has been saved. */
  onSaved(/** @type {() => void} */ f) {
    new EventSource("/dev/events").addEventListener("saved", f);
  }
}

function parse(/** @type {string} */ html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Parses elements from the server or an exported file. @returns {Fragment} */
export function fragment(/** @type {string} */ html) {
  const root = /** @type {HTMLElement} */ (parse(html).firstElementChild);
  return { root, verdict: root.dataset.verdict ? JSON.parse(root.dataset.verdict) : null };
}
