// Fetches the kit: Go's tools compiled while they come in, packs of packages
// taken apart. The addresses of its files never change their content, so that
// the browser keeps them, with what it made of the tools.
import { Unreachable, getFile, getPacked, reach } from "../../api/http.js";
import { Disk } from "./disk.js";

/**
 * @typedef {import("../../wire.js").KitFile} KitFile
 * @typedef {import("../../wire.js").KitManifest} Manifest
 */

/** The bytes that come over the network for a file. Browsers take brotli from secure origins alone. */
export const sent = (/** @type {KitFile} */ file) => (self.isSecureContext && !file.packed && file.brotli) || file.gzip;

/** Fetches files of a kit, counting what has come of them. */
export class Fetcher {
  /** Bytes that come over the network for the files that were asked for. */
  total = 0;
  /** How many of them have come. */
  done = 0;
  /** What has come and is not on the disk yet. @type {Map<string, Uint8Array<ArrayBuffer>>} */
  #fresh = new Map();
  #disk;

  /**
   * @param {string} base address of the kit's directory
   * @param {() => void} progress is told when more has come
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
    // It counts when it is all there: a response that is read, be it to count,
    // is one of which the browser does not keep what it has compiled.
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
   * Writes what has come to the disk, in place of what is of earlier kits. It
   * takes a while: it can wait until somebody rests.
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
