// The service worker of exported pages: after one visit the course can be read
// offline. The export prepends the list of files to cache and a version, and
// writes the script to the root of the course.
//
// Pages come from the network if possible, to be up to date. All other files have
// a hash of their content in the name and never change.

"use strict";

(() => {
  /** @type {any} */
  const worker = self;
  const scope = new URL("./", location.href).href;
  /** @type {{version: string, keep: string[], others: string[]}} keep: from the start; others: everything */
  const { version, keep, others } = worker.abacusExport;
  /** Pages and what they share, of this version. */
  const pages = `abacus ${scope} ${version}`;
  /** Other files that were used: programs, SQLite, the compiler. They are kept across versions. */
  const files = `abacus ${scope} files`;
  const hashed = /^static\/|-[0-9a-f]{12,16}\./;

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepAll()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(sweep().then(() => worker.clients.claim())));
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(scope)) return;
    const name = request.url.slice(scope.length).split(/[?#]/)[0].replace(/^index\.html$/, "");
    event.respondWith(hashed.test(name) ? kept(request, name) : newest(request, name));
  });

  async function keepAll() {
    const cache = await caches.open(pages);
    await Promise.all(keep.map(async (/** @type {string} */ name) => {
      const response = await fetch(scope + name, { cache: hashed.test(name) ? "default" : "no-cache" });
      if (!response.ok) throw new TypeError(`${name}: ${response.status}`);
      // A page that was redirected may not be shown for another address.
      await cache.put(scope + name, response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response);
    }));
  }

  /** Deletes earlier versions, and files that this one does not have. */
  async function sweep() {
    for (const name of await caches.keys()) {
      if (name.startsWith(`abacus ${scope} `) && name !== pages && name !== files) await caches.delete(name);
    }
    const cache = await caches.open(files);
    const current = new Set(others.map((/** @type {string} */ name) => scope + name));
    for (const request of await cache.keys()) {
      if (!current.has(request.url)) await cache.delete(request);
    }
  }

  /** @param {string} name */
  async function find(name) {
    return (await (await caches.open(pages)).match(scope + name)) ?? (await caches.open(files)).match(scope + name);
  }

  function store(/** @type {string} */ name, /** @type {Response} */ response) {
    caches.open(files).then((cache) => cache.put(scope + name, response)).catch(() => {}); // no space: it is fetched again
  }

  async function kept(/** @type {Request} */ request, /** @type {string} */ name) {
    const known = await find(name);
    if (known) return known;
    const response = await fetch(request);
    if (response.ok) store(name, response.clone());
    return response;
  }

  async function newest(/** @type {Request} */ request, /** @type {string} */ name) {
    try {
      // Hosts rarely say how long a page stays valid, and browsers then guess.
      const response = await fetch(request.url, { cache: "no-cache", redirect: request.redirect });
      if (response.ok && others.includes(name) && !keep.includes(name)) store(name, response.clone());
      if (response.ok || response.type === "opaqueredirect") return response;
      return (await find(name)) ?? response;
    } catch (error) {
      const known = await find(name);
      if (known) return known;
      throw error;
    }
  }
})();
