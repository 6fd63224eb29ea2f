// Builds programs on the server. Only this module implements the build
// protocol: a busy compiler is asked again, for a bounded time; a program that
// the server has dropped is built again.
import { Busy, Refused, patiently } from "../api/http.js";

/**
 * @typedef {import("../wire.js").BuildRequest} Request
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 * @typedef {(why: string) => void} Waiting called with the reason for a delay
 *
 * @typedef {{kind: "program", wasm: ArrayBuffer, formatted: Edit[], tookMs: number, where: string}} BuiltProgram
 * @typedef {{kind: "mistakes", diagnostics: Diagnostic[], formatted: Edit[]}} Mistakes
 * @typedef {{kind: "problem", problem: string}} Problem
 * @typedef {BuiltProgram | Mistakes | Problem} Built the result of a build; formatted: edits as gofmt writes them, where that differs
 */

/** How often to build a program that the server keeps dropping. */
const maxBuilds = 3;
/** How long to keep asking a compiler that is busy or being prepared, in milliseconds. */
const maxWait = 10 * 60_000;

/** The server cannot build now, but another compiler might. The message says why. */
export class CannotBuild extends Error {}

export class ServerBuilder {
  #api;
  #server;
  #patience;
  /** The last program that was built in advance. */
  #prebuilt = { address: "", bytes: new ArrayBuffer(0) };

  /**
   * @param {Pick<import("../api.js").Api, "build" | "buildAhead" | "program" | "format" | "compiler">} api
   * @param {string} server its base address
   * @param {number} [patience] how long to keep asking a busy compiler, in milliseconds
   */
  constructor(api, server, patience = maxWait) {
    this.#api = api;
    this.#server = server;
    this.#patience = patience;
  }

  /**
   * Builds a program. Rejects with CannotBuild or Unreachable.
   * @param {Request} request
   * @param {object} how
   * @param {Waiting} how.waiting
   * @param {AbortSignal} how.signal
   * @param {() => boolean} [how.otherReady] whether another compiler is ready, so that there is no need to wait for the server
   * @returns {Promise<Built>}
   */
  async build(request, { waiting, signal, otherReady = () => false }) {
    for (let built = 1; ; built++) {
      const answer = await this.#ask(request, waiting, signal, otherReady);
      if ("kind" in answer) return answer;
      const { program, diagnostics, formatted = [], problem, tookMs } = answer;
      if (problem) throw new CannotBuild(problem);
      if (diagnostics?.length) return { kind: "mistakes", diagnostics, formatted };
      const wasm = program && (await this.#fetch(program, signal));
      if (wasm) return { kind: "program", wasm, formatted, tookMs, where: "on the server" };
      // A load balancer sent the request to another server, or the server was replaced.
      if (built === maxBuilds) throw new CannotBuild("The server no longer has this program. Run it again.");
    }
  }

  /** @returns {Promise<import("../wire.js").BuildAnswer | Problem>} */
  async #ask(/** @type {Request} */ request, /** @type {Waiting} */ waiting, /** @type {AbortSignal} */ signal, /** @type {() => boolean} */ otherReady) {
    const ask = async () => {
      const soon = otherReady();
      try {
        return await this.#api.build(this.#server, request, { signal, soon });
      } catch (error) {
        if (error instanceof Busy && soon) throw new CannotBuild(error.message);
        throw error;
      }
    };
    try {
      return await patiently(ask, { waiting, signal, patience: this.#patience });
    } catch (error) {
      if (error instanceof Busy) throw new CannotBuild(`${error.message} This has lasted ${Math.ceil(this.#patience / 60_000)} minutes; try again later.`);
      if (!(error instanceof Refused)) throw error;
      if (error.status >= 500) throw new CannotBuild(error.message);
      return { kind: "problem", problem: error.message };
    }
  }

  /** Downloads a program; null if the server no longer has it. */
  async #fetch(/** @type {string} */ address, /** @type {AbortSignal} */ signal) {
    if (this.#prebuilt.address === address) return this.#prebuilt.bytes;
    try {
      return await this.#api.program(address, signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 404) return null;
      throw new CannotBuild("The server cannot send the program. Run it again.");
    }
  }

  /** Builds a program the reader may run soon, and keeps it for then. */
  async buildAhead(/** @type {Request} */ request, /** @type {AbortSignal} */ signal) {
    const { program } = await this.#api.buildAhead(this.#server, request, signal);
    const bytes = program ? await this.#fetch(program, signal) : null;
    if (program && bytes) this.#prebuilt = { address: program, bytes };
  }

  /** Formats a text as gofmt does; if it has a syntax error, returns it unchanged with the error. */
  format(/** @type {string} */ lesson, /** @type {Edit} */ edit) {
    return this.#api.format(this.#server, lesson, edit);
  }

  /**
   * Waits for the compiler to become ready.
   * @param {Waiting} waiting
   * @returns {Promise<string>} why there will be no compiler; "" once it is ready
   */
  async ready(waiting) {
    const { problem } = await patiently(() => this.#api.compiler(this.#server), { waiting, patience: this.#patience });
    return problem ?? "";
  }
}
