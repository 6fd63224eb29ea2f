// Searches without a server, in the index made by web/search.go and by the same
// rules.
import { getPacked } from "../api/http.js";

/** @typedef {import("../wire.js").SearchIndex} Index */

const maxHits = 20;
const maxWords = 10;

/**
 * Returns a function that maps a query to the elements to show: a list of hits, or
 * a message that there are none.
 * @param {import("../page/site.js").Site} site
 */
export function searchIn(site) {
  /** @type {Promise<Index> | null} */
  let index = null;
  return async (/** @type {string} */ query) => {
    index ??= getPacked(site.file("search"), "application/json").then((r) => r.json());
    index.catch(() => (index = null)); // the next attempt fetches again
    return show(query, await index, site);
  };
}

/** @returns {HTMLElement} */
function show(/** @type {string} */ query, /** @type {Index} */ index, /** @type {import("../page/site.js").Site} */ site) {
  const words = split(query).slice(0, maxWords);
  const hits = find(index, words);
  if (!hits.length) return make("p", "nohits", `Nothing in the course matches “${query}”. Try fewer or different words.`);
  const list = make("ol", "hits");
  for (const hit of hits) {
    const link = /** @type {HTMLAnchorElement} */ (make("a", ""));
    link.href = site.address(hit.url.replace(/^(\/lessons\/[^#]+)/, "$1.html"));
    const excerpt = make("span", "excerpt");
    excerpt.append(...around(hit.text, words));
    link.append(make("span", "where", hit.lesson), " ", make("b", "", hit.title), excerpt);
    const item = make("li", "");
    item.append(link);
    list.append(item);
  }
  return list;
}

function make(/** @type {string} */ tag, /** @type {string} */ className, text = "") {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.textContent = text;
  return e;
}

/** @returns {string[]} */
const split = (/** @type {string} */ text) => text.toLowerCase().match(/[\p{L}\p{Nd}]+/gu) ?? [];

/** The sections that hold every word, best first. The last word may be unfinished. */
function find(/** @type {Index} */ { sections, words }, /** @type {string[]} */ wanted) {
  /** @type {Map<number, number> | null} */
  let scores = null;
  for (const prefix of wanted) {
    const found = lookup(words, sections.length, prefix);
    if (scores) for (const [i, score] of found) found.set(i, score + (scores.get(i) ?? NaN));
    scores = new Map([...found].filter(([, score]) => !Number.isNaN(score)));
  }
  return [...(scores ?? [])].map(([i, score]) => ({ ...sections[i], score }))
    .sort((a, b) => b.score - a.score || (a.url < b.url ? -1 : 1)).slice(0, maxHits);
}

/** Sections with a word that starts with prefix. A whole word counts double, a rare one more than a common one. */
function lookup(/** @type {Record<string, number[]>} */ words, /** @type {number} */ sections, /** @type {string} */ prefix) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [word, postings] of Object.entries(words)) {
    if (!word.startsWith(prefix)) continue;
    const rarity = Math.log(1 + sections / (postings.length / 2)) * (word === prefix ? 2 : 1);
    for (let k = 0; k < postings.length; k += 2) {
      found.set(postings[k], (found.get(postings[k]) ?? 0) + rarity * (1 + Math.log(postings[k + 1])));
    }
  }
  return found;
}

/** An excerpt of a text around the first hit, with all hits marked. */
function around(/** @type {string} */ text, /** @type {string[]} */ words) {
  const fields = text.split(/\s+/).filter(Boolean);
  const matches = (/** @type {string} */ field) => split(field).some((part) => words.some((w) => part.startsWith(w)));
  const [before, length] = [6, 26];
  const from = Math.max(0, fields.findIndex(matches) - before);
  const to = Math.min(fields.length, from + length);
  /** @type {(string | Node)[]} */
  const shown = from > 0 ? ["… "] : [];
  for (const field of fields.slice(from, to)) shown.push(matches(field) ? make("mark", "", field) : field, " ");
  if (to < fields.length) shown.push("…");
  return shown;
}
