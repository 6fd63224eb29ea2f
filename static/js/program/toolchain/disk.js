// Unpacked files of a kit in the browser's database. Reading them from there is
// several times faster than from the HTTP cache, which unpacks them each time;
// and a restarted worker finds them without the server, even in a private window.
//
// Without a database, or without space, files are simply missing.

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
    this.#database.catch(() => {}); // callers of #ask handle it
  }

  /** @template T @param {IDBTransactionMode} mode @param {(files: IDBObjectStore) => IDBRequest<T>} ask @returns {Promise<T | undefined>} */
  async #ask(mode, ask) {
    try {
      return await answer(ask((await this.#database).transaction(store, mode).objectStore(store)));
    } catch {} // no database, no room, or the reader has cleared what the site keeps
  }

  /** A file, or null if it is missing. @param {import("./kit.js").KitFile} file */
  async read({ name, size }) {
    const blob = await this.#ask("readonly", (files) => files.get(name));
    if (blob?.size !== size) return null;
    return /** @type {Blob} */ (blob).arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
  }

  /** @param {string} name @param {Uint8Array<ArrayBuffer>} bytes */
  write(name, bytes) {
    return this.#ask("readwrite", (files) => files.put(new Blob([bytes]), name));
  }

  /** Deletes files that no longer belong to the kit. @param {Set<string>} names of its files */
  async keepOnly(names) {
    for (const name of (await this.#ask("readonly", (files) => files.getAllKeys())) ?? []) {
      if (!names.has(String(name))) await this.#ask("readwrite", (files) => files.delete(name));
    }
  }
}
