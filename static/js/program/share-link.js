// Edits in a link: the texts, compressed, as the part of an address after #,
// which never leaves the browser. What such a link holds may come from anyone.

/** @typedef {Record<string, string>} Texts by declaration */

const prefix = "#edits=";

/** Most characters of a link's part, and most bytes of what is in it: more than the builder takes is of no use. */
const maxLink = 64 << 10;
const maxTexts = 128 << 10;
const maxEdits = 200;
const declaration = /^[\p{L}_][\p{L}_\d]*([.,][\p{L}_][\p{L}_\d]*)*$/u;

/**
 * The part of an address that holds edits, or null if there is too much of
 * them for a link.
 * @param {{declaration: string, text: string}[]} edits
 * @returns {Promise<string | null>}
 */
export async function pack(edits) {
  const text = JSON.stringify(Object.fromEntries(edits.map((e) => [e.declaration, e.text])));
  const raw = new TextEncoder().encode(text);
  if (raw.length > maxTexts || edits.length > maxEdits) return null;
  const bytes = await read(new Blob([raw]).stream().pipeThrough(new CompressionStream("deflate-raw")), maxTexts);
  const base64 = btoa(bytes.reduce((s, b) => s + String.fromCharCode(b), ""));
  const part = prefix + base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return part.length > maxLink ? null : part;
}

/** Whether an address' part says that it holds edits. */
export const holdsEdits = (/** @type {string} */ hash) => hash.startsWith(prefix);

/**
 * The edits in the part of an address. Throws an Unreadable that says in
 * words what is wrong with it.
 * @param {string} hash
 * @returns {Promise<Map<string, string>>}
 */
export async function unpack(hash) {
  if (hash.length > maxLink) throw new Unreadable("The changes in this link are too long to read.");
  let texts;
  try {
    const base64 = hash.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const raw = await read(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), maxTexts);
    texts = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("The changes in this link cannot be read: the link is damaged or incomplete.");
  }
  const entries = texts && typeof texts === "object" && !Array.isArray(texts) ? Object.entries(texts) : [];
  const sound = entries.length > 0 && entries.length <= maxEdits &&
    entries.every(([name, text]) => declaration.test(name) && typeof text === "string");
  if (!sound) throw new Unreadable("This link does not contain changes to a lesson.");
  return new Map(entries);
}

/** What is wrong with a link, for the reader. */
export class Unreadable extends Error {}

/**
 * Reads a stream to its end, or refuses: a short text can unfold to gigabytes.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} most
 */
async function read(stream, most) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Unreadable("The changes in this link are too long to read.");
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) all.set(part, at), at += part.length;
  return all;
}
