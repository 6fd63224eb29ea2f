// Runs one of Go's tools once. A tool is started before it is needed: it gets
// as far as the file that it cannot go on without, and waits there.
import { Files } from "./files.js";

/** Memory of one tool, in bytes. What takes more is too complex. */
const maxMemory = 1 << 30;
/** From here on the tool collects its garbage, which otherwise is not worth it. */
const softMemory = 300 << 20;
/** Memory that a tool has from the start, in bytes: growing bit by bit costs a tenth of the time. What is not touched takes no room. */
const roomAhead = 160 << 20;
/** What is read of a tool's messages, in bytes. */
const maxOutput = 64 << 10;

export class Tool {
  output = "";
  /** Whether it ended as it should. */
  ok = false;
  /** @type {Promise<void>} */
  done;
  #files;
  /** What the tool is given at the last moment. @type {Map<string, Uint8Array>} */
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
   * Lets the tool go on.
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
