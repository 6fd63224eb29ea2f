// The reader's own cells on a page: shows them between the blocks of a lesson, moves,
// deletes and runs them. The ways to add one are in adders.js.
import { button } from "../page/button.js";
import { latest } from "../page/latest.js";
import { lazily } from "../page/lazily.js";
import { blockOf, blocks, nameOf, places } from "./blocks.js";
import { mountGap } from "./gap.js";
import { load } from "./languages.js";

/**
 * @typedef {import("../work/own-cells.js").Language} Language
 * @typedef {import("../work/own-cells.js").OwnCell} OwnCell
 * @typedef {import("./languages.js").Parts} Parts
 */

const full = "This page has no room for more cells. Delete one first.";

export class Cells {
  #article;
  #page;
  #last;
  /** @type {Map<string, import("./cell.js").Cell>} */
  #shown = new Map();
  /** The cells when they were last shown. @type {OwnCell[]} */
  #known = [];
  /** Whether the code of a language could not be loaded. */
  #away = false;
  /** What cells are made of, loaded with the first of a language. @type {Map<Language, (...is: Parts) => import("./cell.js").Cell>} */
  #makers = new Map();
  /** What the cells above one declared when that was last looked at, by id. @type {Map<string, string>} */
  #above = new Map();
  /** In place of cells that are deleted: what puts them back. @type {Map<string, HTMLElement>} */
  #gone = new Map();

  /**
   * @param {HTMLElement} article
   * @param {import("./cell.js").Page} page
   * @param {{runAll: HTMLButtonElement, say: (text: string) => void}} last what stands below the last block
   */
  constructor(article, page, last) {
    this.#article = article;
    this.#page = page;
    this.#last = last;
    this.gap = mountGap(article, () => places(article), (language, behind) => void this.#add(language, behind));
    const keys = lazily(() => import("./keys.js").then(({ mountKeys }) => mountKeys(article, this.#selectable)));
    article.addEventListener("focusin", ({ target }) => /** @type {Element} */ (target).closest(".own") && keys().catch(() => {})); // the next time tries again
    article.addEventListener("input", () => this.#changedAround());
    page.ownCells.watch(() => this.#follow());
    this.show();
  }

  /** What keys do. @returns {import("./keys.js").Selectable} */
  get #selectable() {
    return {
      select: (id) => this.#select(id),
      selectNext: (id, by) => this.#selectNext(id, by),
      edit: (id) => this.#shown.get(id)?.focus(),
      run: (id) => void this.#shown.get(id)?.run(),
      addBeside: (id, by) => void this.#addBeside(id, by),
      remove: (id) => this.#remove(id),
      turnInto: (id, language) => void this.#turnInto(id, language),
    };
  }

  /** Shows what there is, in order, and nothing else. */
  async show() {
    const { ownCells, site } = this.#page;
    let away = false;
    for (const language of new Set(ownCells.list.map((kept) => kept.language))) {
      try {
        const maker = this.#makers.get(language) ?? await load[language]?.();
        if (maker) this.#makers.set(language, maker);
      } catch {
        away = true; // the next time tries again
      }
    }
    if (away !== this.#away) this.#last.say(away ? site.away : "");
    this.#away = away;
    this.#known = ownCells.list;
    const list = this.#known.filter(({ language }) => this.#makers.has(language));
    for (const [id, cell] of this.#shown) {
      if (!list.some((kept) => kept.id === id && kept.language === cell.language)) this.#takeAway(id, cell);
    }
    const typing = /** @type {HTMLElement | null} */ (document.activeElement);
    this.#arrange(list);
    if (typing !== document.activeElement) typing?.focus({ preventScroll: true }); // it was moved
    this.#last.runAll.hidden = list.length < 2;
    this.#compare();
  }

  /** Puts the cells behind their blocks. */
  #arrange(/** @type {OwnCell[]} */ list) {
    /** Where the next cell after a block goes. @type {Map<HTMLElement, HTMLElement>} */
    const last = new Map();
    for (const kept of list) {
      const cell = this.#shown.get(kept.id) ?? this.#make(kept);
      cell.follow(kept);
      const block = blockOf(this.#article, kept.after);
      const behind = last.get(block) ?? block;
      if (nextOf(behind) !== cell.element) { // an editor that is moved loses the focus
        behind.after(cell.element);
        cell.placed();
      }
      last.set(block, cell.element);
      this.#gone.get(kept.id)?.remove();
    }
    this.#changedAround();
  }

  #changedAround() {
    for (const cell of this.#shown.values()) cell.changedAround();
  }

  #make(/** @type {OwnCell} */ kept) {
    const { id, language } = kept;
    const maker = /** @type {(...is: Parts) => import("./cell.js").Cell} */ (this.#makers.get(language)); // show has loaded it
    const cell = maker(kept, this.#page, { move: (by) => this.#move(id, by), remove: () => this.#remove(id), changed: () => this.#compare() });
    this.#shown.set(id, cell);
    return cell;
  }

  #takeAway(/** @type {string} */ id, /** @type {import("./cell.js").Cell} */ cell) {
    cell.end();
    cell.element.remove();
    this.#shown.delete(id);
    this.#above.delete(id);
  }

  /** Finds the cells that may come to something else now: those above them declare something else. */
  #compare() {
    /** @type {Partial<Record<Language, string>>} */
    const above = {};
    for (const { id, language } of this.#known) {
      const cell = this.#shown.get(id);
      const declares = cell?.declares ?? null;
      if (!cell || declares === null) continue;
      const now = above[language] ?? "";
      if ((this.#above.get(id) ?? now) !== now) cell.outdated();
      this.#above.set(id, now);
      above[language] = `${now}\n${declares}`;
    }
  }

  /** The page's edits have changed. */
  lessonChanged() {
    for (const cell of this.#shown.values()) if (cell.language === "go") cell.outdated();
  }

  /** Follows what another tab has done. What it has deleted can be put back here too. */
  #follow() {
    const { ownCells } = this.#page;
    const ids = new Set(ownCells.list.map(({ id }) => id));
    this.#known.forEach((kept, at) => {
      const text = ownCells.texts.get(kept.id)?.text ?? "";
      if (!ids.has(kept.id) && text) this.#sayGone(kept, "was deleted in another tab", () => ownCells.putBack(kept, at, text));
    });
    this.show();
  }

  /** Adds a cell after a block, or after another cell of the reader's. */
  async #add(/** @type {Language} */ language, /** @type {HTMLElement} */ behind) {
    const { ownCells, announce } = this.#page;
    if (!ownCells.room) return this.#last.say(full);
    const other = ownCells.list.find(({ id }) => behind.id === `own-${id}`);
    const cell = ownCells.add(language, other?.after ?? nameOf(this.#article, behind), other?.id);
    await this.show();
    this.#shown.get(cell.id)?.focus();
    announce(`${cell.title} added.`);
  }

  /** Adds a cell at the end. */
  addLast(/** @type {Language} */ language) {
    const place = places(this.#article).at(-1);
    if (place) this.#add(language, place);
  }

  /** Adds a cell after the block with the keyboard, or the first one in sight. */
  addHere(/** @type {Language} */ language) {
    const all = places(this.#article);
    const place = all.find((place) => place.contains(document.activeElement)) ?? all.find((place) => place.getBoundingClientRect().bottom > 0) ?? all[0];
    this.#add(language, place);
  }

  /** Adds a cell of the same language above or below another one, and selects it. */
  async #addBeside(/** @type {string} */ id, /** @type {number} */ by) {
    const { ownCells, announce } = this.#page;
    const here = ownCells.list.find((cell) => cell.id === id);
    if (!here) return;
    if (!ownCells.room) return this.#last.say(full);
    const cell = ownCells.add(here.language, here.after, id);
    if (by < 0) ownCells.move(cell.id, here.after, id);
    await this.show();
    this.#select(cell.id);
    announce(`${cell.title} added.`);
  }

  /** Makes text of Go, or Go of text. */
  async #turnInto(/** @type {string} */ id, /** @type {Language} */ language) {
    const { ownCells, announce } = this.#page;
    const was = ownCells.list.find((cell) => cell.id === id)?.language;
    if (!load[language] || was === language || was === "sql") return;
    ownCells.change(id, { language });
    await this.show();
    this.#select(id);
    announce(`This cell is ${language === "go" ? "Go" : language} now.`);
  }

  /** Gives a cell the keyboard, so that its keys work: see keys.js. */
  #select(/** @type {string} */ id) {
    const { element } = this.#shown.get(id) ?? {};
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  #selectNext(/** @type {string} */ id, /** @type {number} */ by) {
    const all = this.#inOrder;
    const next = all[all.findIndex((cell) => cell.id === id) + by];
    if (next) this.#select(next.id);
    return next !== undefined;
  }

  get #inOrder() {
    return this.#known.flatMap(({ id }) => this.#shown.get(id) ?? []);
  }

  /** Moves a cell past the next cell of the reader's, or the next block. */
  #move(/** @type {string} */ id, /** @type {number} */ by) {
    const { ownCells } = this.#page;
    const element = this.#shown.get(id)?.element;
    const list = ownCells.list;
    const here = list.find((cell) => cell.id === id);
    if (!element || !here) return;
    const block = blockOf(this.#article, here.after);
    const together = list.filter(({ after }) => blockOf(this.#article, after) === block);
    const at = together.indexOf(here) + by;
    if (together[at]) {
      ownCells.move(id, here.after, by < 0 ? together[at].id : together[at + 1]?.id);
    } else {
      const all = blocks(this.#article);
      const next = all[all.indexOf(block) + by];
      if (!next) return;
      ownCells.move(id, nameOf(this.#article, next), by > 0 ? list.find(({ after }) => blockOf(this.#article, after) === next)?.id : undefined);
    }
    this.show();
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  #remove(/** @type {string} */ id) {
    const kept = this.#known.find((cell) => cell.id === id);
    if (!kept) return;
    const back = this.#page.ownCells.remove(id);
    this.#sayGone(kept, "is deleted", back).focus();
    this.show();
  }

  /** Says in a cell's place that it is gone, with a button that puts it back. */
  #sayGone(/** @type {OwnCell} */ { id, title }, /** @type {string} */ why, /** @type {() => void} */ back) {
    const gone = Object.assign(document.createElement("p"), { className: "own-gone" });
    const undo = button("Undo", `Undo: put ${title} back`, async () => {
      gone.remove();
      back();
      await this.show();
      this.#shown.get(id)?.focus();
    });
    gone.append(`${title} ${why}. `, undo);
    this.#gone.get(id)?.remove();
    this.#gone.set(id, gone);
    const { element } = this.#shown.get(id) ?? {};
    element?.before(gone);
    if (element?.contains(document.activeElement)) undo.focus();
    return undo;
  }

  /** Runs all cells from the top, one after the other; those that fail do not stop the rest. */
  runAll = latest(async (signal) => {
    const all = this.#inOrder;
    this.#last.say(`Running ${all.length} cells…`);
    const failed = [];
    let ran = 0;
    for (const cell of all) {
      if (!this.#shown.has(cell.id)) continue; // deleted meanwhile
      ran++;
      if (await cell.run().catch(reportError) !== true) failed.push(cell.title);
      if (signal.aborted) return;
    }
    this.#last.say(`${ran} ${ran === 1 ? "cell has" : "cells have"} run. ${failed.length ? `See ${new Intl.ListFormat("en").format(failed)}.` : ""}`.trim());
  });
}

/** What follows an element on the page, but for what says that a cell is deleted: that stays where it is. */
function nextOf(/** @type {Element} */ element) {
  let next = element.nextElementSibling;
  while (next?.matches(".own-gone")) next = next.nextElementSibling;
  return next;
}
