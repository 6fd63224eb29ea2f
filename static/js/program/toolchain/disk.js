// What was fetched of a kit, unpacked, in the browser's database. From there it
// is read several times faster than from the browser's HTTP cache, which
// unpacks it each time; and a worker that starts again when the server has
// gone finds it even in a private window.
//
// Where there is no database, or no room, files are just not there.

const store = "files";

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** @param {string} name */
async function open(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return answer(request);
}

export class Disk {
  #database;

  /** @param {string} base address of the kit: each has a database of its own */
  constructor(base) {
    this.#database = open(`abacus kit ${new URL(base).pathname}`);
    this.#database.catch(() => {}); // who asks it finds out
  }

  /** @template T @param {IDBTransactionMode} mode @param {(files: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T | undefined>} */
  async #ask(mode, ask) {
    try {
      return await answer(ask((await this.#database).transaction(store, mode).objectStore(store)));
    } catch {} // no database, no room, or the reader has cleared what the site keeps
  }

  /** A file, or null when it is not here. @param {import("./kit.js").KitFile} file */
  async read({ name, size }) {
    const blob = await this.#ask("readonly", (files) => files.get(name));
    if (blob?.size !== size) return null;
    return /** @type {Blob} */ (blob).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
  }

  /** @param {string} name @param {Uint8Array<ArrayBuffer>} bytes */
  write(name, bytes) {
    return this.#ask("readwrite", (files) => files.put(new Blob([bytes]), name));
  }

  /** Forgets what is not of a kit any more. @param {Set<string>} names of its files */
  async keepOnly(names) {
    for (const name of (await this.#ask("readonly", (files) => files.getAllKeys())) ?? []) {
      if (!names.has(String(name))) await this.#ask("readwrite", (files) => files.delete(name));
    }
  }
}
