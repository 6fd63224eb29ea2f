// Addresses of the course's files: absolute paths on a server or, on exported
// pages, which have no server, relative to the page.

/**
 * @typedef {object} Site
 * @property {boolean} exported there is no server: the page computes what one would
 * @property {string} away the message for when something cannot be fetched
 * @property {(path: string) => string} address of something of the course's own; path starts at the top, with its slash
 * @property {(name: "search" | "sqlite" | "glue") => string} file address of one of the files named by an exported page
 */

/**
 * @param {DOMStringMap} root the data attributes of the page's root element
 * @returns {Site}
 */
export function makeSite(root) {
  const { base } = root;
  const exported = base !== undefined;
  return {
    exported,
    away: exported ? "This could not be loaded. It needs a network connection the first time." : "The server cannot be reached.",
    address: (path) => (exported ? base + path.slice(1) : path),
    file: (name) => root[name] ?? "",
  };
}
