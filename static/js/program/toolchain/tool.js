// Runs one of Go's tools once. A tool is started before it is needed: it runs
// until it opens a file that does not exist yet, and waits there.
import { Files } from "./files.js";

/** Memory limit of a tool, in bytes. A program that needs more is too complex. */
const maxMemory = 1 << 30;
/** Above this the tool collects garbage; below, it is not worth it. */
const softMemory = 300 << 20;
/** Memory that a tool starts with, in bytes: growing bit by bit costs a tenth of the time. Untouched memory takes no space. */
const roomAhead = 160 << 20;
/** How much of a tool's messages is read, in bytes. */
const maxOutput = 64 << 10;

export class Tool {
  output = "";
  /** Whether it exited successfully. */
  ok = false;
  /** @type {Promise<void>} */
  done;
  #files;
  /** Files the tool gets at the last moment. @type {Map<string, Uint8Array>} */
  #own = new Map();
  #release = () => {};
  #decoder = new TextDecoder();

  /**
   * @param {WebAssembly.Module} module
   * @param {string[]} argv
   * @param {Map<string, Uint8Array>} given
   * @param {string} awaited the file that go provides
   */
  constructor(module, argv, given, awaited) {
    /** @type {Promise<void>} */
    const released = new Promise((resolve) => (this.#release = resolve));
    const print = (/** @type {Uint8Array} */ bytes) => {
      if (this.output.length < maxOutput) this.output += this.#decoder.decode(bytes, { stream: true });
    };
    let held = true;
    released.then(() => (held = false));
    let crash = (/** @type {unknown} */ _) => {};
    const crashed = new Promise((_, reject) => (crash = reject));
    this.#files = new Files([this.#own, given], print, (path) => (held && path === awaited ? released : null), crash);
    this.done = this.#run(module, argv, crashed);
  }

  /**
   * Lets the tool continue.
   * @param {Map<string, Uint8Array>} files
   */
  async go(files) {
    for (const [path, bytes] of files) this.#own.set(path, bytes);
    this.#release();
    await this.done;
  }

  written(/** @type {string} */ path) {
    return this.#files.written(path);
  }

  async #run(/** @type {WebAssembly.Module} */ module, /** @type {string[]} */ argv, /** @type {Promise<unknown>} */ crashed) {
    const go = new /** @type {any} */ (self).Go();
    go.argv = argv;
    go.env = { GOOS: "js", GOARCH: "wasm", GOROOT: "/go", PWD: "/work", TMPDIR: "/tmp", GOGC: "off", GOMEMLIMIT: String(softMemory) };
    go.exit = (/** @type {number} */ code) => (this.ok = code === 0);
    const reset = go.importObject.gojs["runtime.resetMemoryDataView"];
    go.importObject.gojs["runtime.resetMemoryDataView"] = (/** @type {number} */ sp) => {
      reset(sp);
      if (go.mem.buffer.byteLength > maxMemory) throw new Error("fatal error: out of memory");
    };
    try {
      const instance = await WebAssembly.instantiate(module, go.importObject);
      /** @type {WebAssembly.Memory} */ (instance.exports.mem).grow(roomAhead >> 16);
      Object.assign(self, this.#files.globals); // Go takes them before run returns for the first time
      await Promise.race([go.run(instance), crashed]);
    } catch (error) {
      this.ok = false;
      this.output += `\nfatal error: ${error}`;
    }
  }
}
