// How the fragment of an address begins that holds edits: see share-link.js, which
// is loaded for those.
export const prefix = "#edits=";

/** Reports whether a fragment claims to contain edits. */
export const holdsEdits = (/** @type {string} */ hash) => hash.startsWith(prefix);
