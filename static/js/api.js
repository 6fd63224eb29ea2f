// What the page asks of the server: every address, what goes into a request and
// what comes back. Requests themselves are made in api/http.js.
//
// A request that gets no answer ends in Unreachable, one that the server does
// not grant in Refused, one worth repeating in Busy; one that its caller aborts
// ends as fetch does. Everything else is an answer.
import { lines, patiently, reach, send, usualWait, Busy } from "./api/http.js";

/**
 * @typedef {import("./wire.js").Verdict} Verdict
 * @typedef {import("./wire.js").BuildAnswer} BuildAnswer
 * @typedef {import("./wire.js").BuildRequest} BuildRequest
 * @typedef {{root: HTMLElement, verdict: Verdict | null}} Fragment elements to show, and what a check among them says
 * @typedef {{signal?: AbortSignal, keepalive?: boolean}} How
 */

/** What a browser still sends after its page has gone, in characters, with room to spare. */
const maxKeepalive = 50_000;
/** How long to repeat a statement while the server is busy, in milliseconds. */
const statementPatience = 10_000;

export class Api {
  #site;
  #page;
  /** What frames hold, by address, once it is known. @type {Map<string, Promise<{src: string} | {srcdoc: string}>>} */
  #frames = new Map();

  /**
   * @param {{exported: boolean, address: (path: string) => string}} site see page/site.js
   * @param {string} page a word of this page's own, so that those behind one address take turns
   */
  constructor(site, page) {
    this.#site = site;
    this.#page = page;
  }

  /** @returns {Promise<Response>} an answer that the server grants */
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

  /** The outputs of a cell of the lesson's own code. @param {string} src @param {URLSearchParams} inputs @param {boolean} allFrames */
  cell(src, inputs, allFrames) {
    return this.#fragment(this.#ask(`${src}?${inputs}&part${allFrames ? "&frames" : ""}`));
  }

  /**
   * What a statement in an SQL cell returns.
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

  // Programs. server is where the server that builds has its addresses.

  /**
   * Has the server build a program: once, see program/server-builder.js.
   * @param {string} server
   * @param {BuildRequest} request
   * @param {{signal: AbortSignal, soon: boolean}} how soon: or say at once that it takes longer
   * @returns {Promise<BuildAnswer>}
   */
  build(server, { lesson, edits, cells }, { signal, soon }) {
    return this.#json(this.#post(`${server}lessons/${lesson}/build?part${soon ? "&soon" : ""}`, { edits, cells }, { signal }), signal);
  }

  /** Has the server build what may be wanted soon. @returns {Promise<BuildAnswer>} */
  buildAhead(/** @type {string} */ server, /** @type {BuildRequest} */ { lesson, edits, cells }, /** @type {AbortSignal} */ signal) {
    return this.#json(this.#post(`${server}lessons/${lesson}/ahead?part`, { edits, cells }, { signal }), signal);
  }

  /** A program that was built. @returns {Promise<ArrayBuffer>} */
  async program(/** @type {string} */ address, /** @type {AbortSignal} */ signal) {
    const response = await this.#ask(address, { signal });
    return reach(() => response.arrayBuffer(), signal);
  }

  /** Whether there is a compiler: Busy while it is being made ready. @returns {Promise<BuildAnswer>} */
  async compiler(/** @type {string} */ server) {
    /** @type {BuildAnswer} */
    const answer = await this.#json(this.#ask(`${server}builder`));
    if (answer.wait) throw new Busy(answer.wait, 200, usualWait);
    return answer;
  }

  /** A text as gofmt writes it. @returns {Promise<import("./wire.js").FormatAnswer>} */
  format(/** @type {string} */ server, /** @type {string} */ lesson, /** @type {import("./wire.js").Edit} */ edit) {
    return this.#json(this.#post(`${server}lessons/${lesson}/format?part`, edit));
  }

  /** What the compiler for browsers consists of. @returns {Promise<import("./wire.js").KitManifest>} */
  kit(/** @type {string} */ base) {
    return this.#json(this.#ask(new URL("manifest.json", base).href));
  }

  /**
   * What the frame holds in which programs run, so that later frames need no
   * server.
   *
   * A server redirects to an address that changes with the content, which the
   * browser therefore keeps. In exported pages it is the text itself: a frame
   * without an origin is out of reach of the service worker by which they work
   * without a network.
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

  /** A lesson with edits, to take away. @param {string} address @param {import("./wire.js").Edit[]} edits */
  async download(address, edits) {
    const response = await this.#post(`${address}?part`, { edits });
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

  /** Tells where the learner is. @returns {Promise<import("./wire.js").Member>} */
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

  /** Points everybody at a lesson; "" points at none. */
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

/** Elements that the server or an exported file holds. @returns {Fragment} */
export function fragment(/** @type {string} */ html) {
  const root = /** @type {HTMLElement} */ (parse(html).firstElementChild);
  return { root, verdict: root.dataset.verdict ? JSON.parse(root.dataset.verdict) : null };
}
