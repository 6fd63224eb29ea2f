// The learner's work as a single file: exported from the browser's store and
// merged into it. Merging only adds; it never overwrites existing work.
import { digest } from "./digest.js";
import { OwnCells } from "./own-cells.js";
import { kinds } from "./store.js";
import { isKept } from "./texts.js";

/**
 * @typedef {import("./store.js").Item} Item
 * @typedef {import("./store.js").Store} Store
 * @typedef {{store: Store, progress: import("./progress.js").Progress}} Work where work is kept
 * @typedef {{text: string, original: string, at?: number, others?: string[]}} PackedText
 * @typedef {Record<string, Record<string, Record<string, any>>>} Lessons by lesson, kind and name
 * @typedef {{abacus: number, saved: string, lessons: Lessons}} File
 *
 * @typedef {object} Report of a merge
 * @property {Record<string, number>} added by kind
 * @property {number} same already present
 * @property {number} differ answers that differ from those here, which are kept
 * @property {string[]} both lessons with texts of which both versions are kept
 * @property {number} skipped unreadable
 * @property {boolean} safe all of it is in the browser's storage
 */

/** The version of the file's format that this code writes. */
const format = 1;

const largest = { file: 20e6, things: 10_000, name: 200, text: 100_000 };

/** All work of this browser. @returns {File} */
export function pack(/** @type {Store} */ store) {
  /** @type {Lessons} */
  const lessons = Object.create(null); // a thing may be called __proto__
  const all = store.items().sort((a, b) => (a.version ?? "").localeCompare(b.version ?? "")); // a text before its other versions
  for (const { lesson, kind, name, version } of all) {
    const value = store.read({ lesson, kind, name, version });
    const things = ((lessons[lesson] ??= Object.create(null))[kind] ??= Object.create(null));
    if (kind === "answer" || kind === "progress" || kind === "layout") things[name] = value;
    else if (!isKept(value)) continue;
    else if (things[name]) (things[name].others ??= []).push(value.text);
    else things[name] = { text: value.text, original: value.original, at: value.at };
  }
  return { abacus: format, saved: new Date().toISOString(), lessons };
}

/** How much there is of each kind. @returns {Record<string, number>} */
export function count(/** @type {Store} */ store) {
  const n = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  for (const { kind, version } of store.items()) if (!version) n[kind]++;
  return n;
}

/** Downloads a file with all work. */
export function download(/** @type {Store} */ store) {
  const file = new Blob([JSON.stringify(pack(store), null, 1)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `abacus-work-${new Date().toISOString().slice(0, 10)}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href)); // once the browser has taken it
}

/** Removes all work. @returns {File} what it was */
export function clear(/** @type {Store} */ store) {
  const work = pack(store);
  for (const item of store.items()) store.remove(item);
  return work;
}

/**
 * Reads what was packed.
 * @param {Blob} file
 * @returns {Promise<File>} throws an Error that tells the learner what is wrong
 */
export async function open(file) {
  if (file.size > largest.file) throw new Error("This file is too large to be work exported from this course. Nothing was changed.");
  /** @type {any} */
  let work;
  try {
    work = JSON.parse(await file.text());
  } catch {
    throw new Error("This is not a file that was exported here, or it is damaged. Nothing was changed.");
  }
  if (!Number.isInteger(work?.abacus) || !isRecord(work.lessons)) throw new Error("This is not a file that was exported here. Nothing was changed.");
  const things = entries(work.lessons).flatMap(([, byKind]) => entries(byKind)).reduce((n, [, named]) => n + entries(named).length, 0);
  if (things > largest.things) throw new Error("This file holds more than anyone writes in this course. Nothing was changed.");
  if (work.abacus > format) throw new Error("This file was exported by a newer version of this site, which this one cannot read. Nothing was changed.");
  return work;
}

/** Adds packed work to this browser's. @returns {Report} */
export function merge(/** @type {File} */ work, /** @type {Work} */ into) {
  const here = texts(into.store);
  const report = { added: Object.fromEntries(kinds.map((kind) => [kind, 0])), same: 0, differ: 0, both: /** @type {string[]} */ ([]), skipped: 0, safe: true };
  for (const [lesson, byKind] of entries(work.lessons)) {
    for (const [kind, things] of entries(byKind)) {
      for (const [name, value] of entries(things)) {
        if (!/^[a-z0-9-]{1,60}$/.test(lesson) || !name || name.length > largest.name) report.skipped++;
        else if (kind === "go" || kind === "sql" || kind === "cell") mergeText({ lesson, kind, name }, value, here, into.store, report);
        else if (kind === "answer") mergeAnswer(lesson, name, value, into.store, report);
        else if (kind === "layout" && name === "cells") mergeLayout(lesson, value?.cells, into.store, report);
        else if (kind === "progress") mergeProgress(lesson, name, value?.state, into.progress, report);
        else report.skipped++;
      }
    }
  }
  return report;
}

/** All versions of each text. @returns {Map<string, Set<string>>} */
function texts(/** @type {Store} */ store) {
  const all = new Map();
  for (const item of store.items()) {
    const name = nameOf(item);
    if (!all.has(name)) all.set(name, new Set());
    all.get(name).add(store.read(item)?.text);
  }
  return all;
}

function nameOf(/** @type {Item} */ { lesson, kind, name }) {
  return `${lesson} ${kind} ${name}`;
}

function mergeText(/** @type {Item} */ item, /** @type {PackedText} */ packed, /** @type {Map<string, Set<string>>} */ all,
  /** @type {Store} */ store, /** @type {Report} */ report) {
  if (!isKept({ ...packed, rev: "" }) || !fits(packed.text) || !fits(packed.original)) return void report.skipped++;
  const at = Number.isInteger(packed.at) ? packed.at : undefined;
  const others = (Array.isArray(packed.others) ? packed.others : []).filter((text) => typeof text === "string" && fits(text));
  const here = all.get(nameOf(item)) ?? new Set();
  all.set(nameOf(item), here);
  for (const text of [packed.text, ...others]) {
    if (here.has(text)) {
      report.same++;
      continue;
    }
    const version = here.size ? "file-" + digest(text) : undefined;
    here.add(text);
    report.safe = store.write({ ...item, version }, { text, original: packed.original, at, rev: `${store.tab}.file` }) && report.safe;
    if (!version) report.added[item.kind]++;
    else if (!report.both.includes(item.lesson)) report.both.push(item.lesson);
  }
}

function mergeAnswer(/** @type {string} */ lesson, /** @type {string} */ name, /** @type {unknown} */ value,
  /** @type {Store} */ store, /** @type {Report} */ report) {
  const json = JSON.stringify(value);
  const here = store.answer(lesson, name);
  if (value === null || !fits(json)) report.skipped++;
  else if (here === null) {
    report.safe = store.setAnswer(lesson, name, value) && report.safe;
    report.added.answer++;
  } else if (JSON.stringify(here) === json) report.same++;
  else report.differ++;
}

/** Puts cells of the reader's own in their places, behind those that are here. */
function mergeLayout(/** @type {string} */ lesson, /** @type {unknown} */ packed, /** @type {Store} */ store, /** @type {Report} */ report) {
  const { skipped, safe } = new OwnCells(store, lesson).place(packed);
  report.skipped += skipped;
  report.safe = safe && report.safe;
}

function mergeProgress(/** @type {string} */ lesson, /** @type {string} */ name, /** @type {unknown} */ state,
  /** @type {import("./progress.js").Progress} */ progress, /** @type {Report} */ report) {
  if (state !== "tried" && state !== "done") return void report.skipped++;
  const before = progress.of(lesson, name);
  report.safe = progress.record(lesson, name, state) && report.safe;
  if (progress.of(lesson, name) === before) report.same++;
  else report.added.progress++;
}

function fits(/** @type {string} */ text) {
  return text.length <= largest.text;
}

function isRecord(/** @type {unknown} */ value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns {[string, any][]} */
function entries(/** @type {any} */ value) {
  return isRecord(value) ? Object.entries(value) : [];
}
