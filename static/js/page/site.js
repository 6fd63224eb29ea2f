// Where the course's files and answers are: at the top of a server's
// addresses or, for pages that were exported and have no server, relative to
// the page.

const { base } = document.documentElement.dataset;

/** Whether there is no server: what it would compute is computed here. */
export const exported = base !== undefined;

/**
 * The address of something of the course's own.
 * @param {string} path from the top, with its slash
 */
export const address = (path) => (base === undefined ? path : base + path.slice(1));

/** What to say where something cannot be fetched. */
export const away = exported ? "It could not be loaded: this needs the network once." : "The server cannot be reached.";

/**
 * The address of a file that the exported page names.
 * @param {"search" | "sqlite" | "glue"} name
 */
export const file = (name) => document.documentElement.dataset[name] ?? "";
