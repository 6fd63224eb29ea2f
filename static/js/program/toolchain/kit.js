// Fetches the kit: compiles Go's tools while they download, and unpacks packs of
// packages. The content at a file's address never changes, so the browser caches
// the files, along with the compiled tools.
import { Unreachable, getFile, getPacked, reach } from "../../api/http.js";
import { Disk } from "./disk.js";

/**
 * @typedef {import("../../wire.js").KitFile} KitFile
 * @typedef {import("../../wire.js").KitManifest} Manifest
 */

/** The bytes that a file takes on the network. Browsers accept brotli only from secure origins. */
export const sent = (/** @type {KitFile} */ file) => (self.isSecureContext && !file.packed && file.brotli) || file.gzip;

/** Fetches files of a kit and counts the bytes received. */
export class Fetcher {
  /** Bytes on the network for all requested files. */
  total = 0;
  /** How many of them have arrived. */
  done = 0;
  /** Files that have arrived but are not on the disk yet. @type {Map<string, Uint8Array<ArrayBuffer>>} */
  #fresh = new Map();
  #disk;

  /**
   * @param {string} base address of the kit's directory
   * @param {() => void} progress called when more has arrived
   * @param {Map<string, WebAssembly.Module>} kept tools of an earlier worker: the browser may not have them any more, in a private window above all, and the server may be away
   * @param {(name: string, module: WebAssembly.Module) => void} keep is given tools that come
   */
  constructor(base, progress, kept, keep) {
    this.base = base;
    this.progress = progress;
    this.kept = kept;
    this.keep = keep;
    this.#disk = new Disk(base);
  }

  /** Asks for a file. @returns {Promise<Response>} */
  #ask(/** @type {KitFile} */ file, /** @type {string} */ type) {
    this.total += sent(file);
    const address = new URL(file.name, this.base);
    return file.packed ? getPacked(`${address}.gz`, type) : getFile(address);
  }

  #came(/** @type {KitFile} */ file, /** @type {number} */ unpacked) {
    this.done += (sent(file) * unpacked) / file.size;
    this.progress();
  }

  /** @param {KitFile} file */
  async module(file) {
    const kept = this.kept.get(file.name);
    if (kept) return kept;
    // It is counted once it is complete: if a script reads the response, even to
    // count bytes, the browser does not cache the compiled code.
    const module = await WebAssembly.compileStreaming(this.#ask(file, "application/wasm"));
    this.#came(file, file.size);
    this.keep(file.name, module);
    return module;
  }

  /** @param {KitFile} file */
  async bytes(file) {
    const known = await this.#disk.read(file);
    if (known) return known;
    const response = await this.#ask(file, "application/octet-stream");
    const bytes = new Uint8Array(file.size);
    let at = 0;
    for (const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader(); ;) {
      const { done, value } = await reach(() => reader.read());
      if (done) break;
      bytes.set(value, at);
      at += value.length;
      this.#came(file, value.length);
    }
    if (at !== file.size) throw new Unreachable(`${file.name} is cut`);
    this.#fresh.set(file.name, bytes);
    return bytes;
  }

  /**
   * Writes new files to the disk and deletes those of earlier kits. It takes a
   * while, so it is called when nothing else is going on.
   * @param {Manifest} manifest
   */
  async keepFresh({ course, packs }) {
    const fresh = [...this.#fresh];
    if (!fresh.length) return;
    this.#fresh.clear();
    await this.#disk.keepOnly(new Set([course, ...packs.flatMap((pack) => [pack.export, pack.link])].map((file) => file.name)));
    for (const [name, bytes] of fresh) await this.#disk.write(name, bytes);
  }

  /** @param {KitFile} file */
  async text(file) {
    return new TextDecoder().decode(await this.bytes(file));
  }
}

/**
 * Adds the files of a pack to a map: an index as JSON, with its length before
 * it, then their contents one after the other.
 * @param {Uint8Array} pack
 * @param {Map<string, Uint8Array>} into
 */
export function unpack(pack, into) {
  const length = new DataView(pack.buffer, pack.byteOffset).getUint32(0, true);
  let at = 4 + length;
  for (const [path, size] of JSON.parse(new TextDecoder().decode(pack.subarray(4, at)))) {
    into.set(path, pack.subarray(at, at + size));
    at += size;
  }
}
