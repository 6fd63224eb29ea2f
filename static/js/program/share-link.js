// Edits in a link: the texts, compressed, in the fragment of the address, which
// the browser never sends. A link's content is untrusted: anyone can make one.
import { isLanguage } from "../work/own-cells.js";
import { prefix } from "./link-prefix.js";

/**
 * @typedef {{language: import("../work/own-cells.js").Language, title: string, after: string, text: string}} Cell of the author's own
 * @typedef {{texts: Map<string, string>, cells: Cell[]}} Shared texts: by declaration
 */

/** Limits: characters of the fragment, bytes of the texts in it, and edits. The builder accepts no more. */
const maxLink = 64 << 10;
const maxTexts = 128 << 10;
const maxEdits = 200;
/** The key of the author's own cells, which no declaration has. */
const ownCells = "+";
const declaration = /^[\p{L}_][\p{L}_\d]*([.,][\p{L}_][\p{L}_\d]*)*$/u;

/**
 * The fragment of an address with these edits, or null if they are too long for
 * a link.
 * @param {{declaration: string, text: string}[]} edits
 * @param {Cell[]} cells
 * @returns {Promise<string | null>}
 */
export async function pack(edits, cells) {
  const texts = Object.fromEntries(edits.map((e) => [e.declaration, e.text]));
  const text = JSON.stringify(cells.length ? { ...texts, [ownCells]: cells } : texts);
  const raw = new TextEncoder().encode(text);
  if (raw.length > maxTexts || edits.length + cells.length > maxEdits) return null;
  const bytes = await read(new Blob([raw]).stream().pipeThrough(new CompressionStream("deflate-raw")), maxTexts);
  const base64 = btoa(bytes.reduce((s, b) => s + String.fromCharCode(b), ""));
  const part = prefix + base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return part.length > maxLink ? null : part;
}

/**
 * The edits in the fragment of an address. Throws an Unreadable that tells the
 * reader what is wrong with it.
 * @param {string} hash
 * @returns {Promise<Shared>}
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
  const all = texts && typeof texts === "object" && !Array.isArray(texts) ? Object.entries(texts) : [];
  const entries = all.filter(([name]) => name !== ownCells);
  const cells = texts?.[ownCells] ?? [];
  const count = entries.length + (Array.isArray(cells) ? cells.length : 0);
  const sound = count > 0 && count <= maxEdits && Array.isArray(cells) && cells.every(isCell) &&
    entries.every(([name, text]) => declaration.test(name) && typeof text === "string");
  if (!sound) throw new Unreadable("This link does not contain changes to a lesson.");
  return { texts: new Map(entries), cells };
}

/** @returns {cell is Cell} */
function isCell(/** @type {any} */ cell) {
  return [cell?.title, cell?.after, cell?.text].every((text) => typeof text === "string") && cell.title.length <= 60 && isLanguage(cell.language);
}

/** What is wrong with a link, for the reader. */
export class Unreadable extends Error {}

/**
 * Reads a stream to its end, up to a limit: a short text can unpack to gigabytes.
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
