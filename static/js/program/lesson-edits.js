// A lesson's edits: every Go listing can be changed and run. All edits on the
// page apply together; results that depend on them are computed in the reader's
// browser and marked.
import { button } from "../page/button.js";
import { mountExamples } from "./examples.js";
import { latest } from "../page/latest.js";
import { lazily } from "../page/lazily.js";
import { makeEditBar } from "./edit-bar.js";
import { holdsEdits } from "./link-prefix.js";
import { EditableListing } from "./listing.js";
import { Program, inFull } from "./program.js";
import { sharing } from "./share.js";
import { doesNotCompile, inWords } from "./words.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("../work/own-cells.js").OwnCells} ownCells
 * @property {import("../own/cell.js").Page["liveCell"]} liveCell
 * @property {import("../own/cell.js").Page["sql"]} sql
 * @property {typeof import("../own/adders.js").mountOwnCells} mountOwnCells
 * @property {import("./builders.js").Builders} builders
 * @property {import("./preference.js").BuilderPreference} preference
 * @property {import("../cell/compute.js").Compute} compute
 * @property {(options?: import("./run/runner.js").Options) => import("./run/runner.js").Runner} newRunner
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 */

/**
 * @param {HTMLElement} article
 * @param {Page} page
 */
export function mount(article, page) {
  const elements = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".listing[data-source]:not(.stub, .example *)")]);
  if (article.dataset.cells === undefined) return; // this server has code editing turned off
  const { edits, builders, compute } = page;
  const { lesson } = edits;
  const cells = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".cell[data-cell]")]);
  const cellNames = cells.map((c) => c.dataset.cell ?? "");
  const marked = (/** @type {import("./run/failure.js").Failure} */ failure) => {
    const line = failure.frames.find((f) => f.file.startsWith("yours/"));
    if (line) listings.get(line.file.slice("yours/".length))?.show([{ line: line.line, message: failure.message }]);
  };
  const program = new Program(page.newRunner(), marked, { mark: "Computed by your code" });
  /** The edits of these listings; exercises and examples have separate ones. */
  const mine = () => edits.of("lesson");
  let building = false;

  const build = latest(async (signal) => {
    try {
      await buildAndShow(signal);
    } catch (error) {
      if (!signal.aborted) editBar.say(inWords(error, page.site));
    }
    if (!signal.aborted) building = false;
  });
  const run = () => {
    build.abort();
    for (const listing of listings.values()) listing.show([]);
    if (!mine().length) return restoreLesson();
    building = true;
    editBar.say("Building…", { busy: true });
    build();
  };

  const buildAndShow = async (/** @type {AbortSignal} */ signal) => {
    const sent = mine();
    let told = "";
    const waiting = (/** @type {string} */ why) => {
      editBar.say(why, { busy: true, quiet: told !== "" });
      told = why;
    };
    const built = await builders.build({ lesson, edits: sent, cells: cellNames }, waiting, signal);
    if (signal.aborted) return;
    if (built.kind === "problem") return editBar.say(built.problem);
    for (const { declaration, text } of built.formatted) {
      listings.get(declaration)?.formatted(sent.find((e) => e.declaration === declaration)?.text ?? "", text);
    }
    if (built.kind === "mistakes") return mistakes(built.diagnostics);
    const failure = await program.start(built.wasm);
    if (signal.aborted) return;
    if (failure) {
      marked(failure); // a variable of the package, which is computed before any cell
      return editBar.say(inFull(failure, (name) => name).replaceAll("\n", " "));
    }
    compute.use(program.show);
    refresh();
    editBar.say(`Built ${built.where} in ${built.tookMs} ms. Every cell now shows your code.`);
  };
  const refresh = () => cells.forEach((cell) => cell.dispatchEvent(new Event("recompute")));

  /** Returns to the lesson's own code. */
  const restoreLesson = () => {
    building = false;
    program.stop();
    compute.use(null);
    refresh();
    editBar.say("No edits: every cell shows the lesson's own code.");
  };

  /** The listing and line that a diagnostic refers to. */
  const locate = (/** @type {Diagnostic} */ d) => {
    const listing = [...listings.values()].find((listing) => listing.lineOf(d.declaration));
    return listing && d.line ? [{ ...d, listing, line: d.line + listing.lineOf(d.declaration) - 1 }] : [];
  };

  const mistakes = (/** @type {Diagnostic[]} */ all) => {
    const marked = all.flatMap(locate);
    for (const listing of listings.values()) listing.show(marked.filter((d) => d.listing === listing));
    const elsewhere = all.filter((d) => !locate(d).length);
    const names = new Intl.ListFormat("en").format(new Set(marked.map((d) => d.listing.title)));
    const first = marked[0];
    editBar.say([doesNotCompile(marked.length, ` in ${names}`), ...inLines(elsewhere)].join("\n"), {
      actions: first ? [button("Go there", `Go there: line ${first.line} of ${first.listing.title}`, () => first.listing.goTo(first.line))] : [],
    });
  };

  const editBar = makeEditBar(article, {
    run, share: () => sharer.share(),
    stop: () => {
      build.abort();
      building = false;
      program.stop();
      editBar.say("Stopped.");
    },
    resetAll: () => {
      for (const listing of listings.values()) listing.reset(); // each example has its own Reset
      restoreLesson();
    },
  }, page);
  const sharer = sharing(page, editBar.say);
  const changed = () => {
    examples.outdated();
    ownCells.lessonChanged();
    editBar.count(mine().length);
    if (!mine().length) return;
    builders.prefetch(lesson, cellNames);
    builders.buildAhead({ lesson, edits: mine(), cells: cellNames });
  };

  /** @returns {Promise<{text: string, problem?: Diagnostic} | null>} */
  const format = async (/** @type {import("../wire.js").Edit} */ edit) => {
    try {
      const answer = await builders.format(lesson, edit);
      return { text: answer.text, problem: answer.diagnostic };
    } catch (error) {
      editBar.say(inWords(error, page.site));
      return null;
    }
  };

  let asked = false;
  /** Tells the reader, before they press Run, whether it will work. */
  const opened = () => {
    if (asked) return;
    asked = true;
    sharer.prepare();
    builders.awaitCompiler((text, news) => building || editBar.say(text, { quiet: !news }))
      .then((there) => there && program.prepare())
      .catch(() => {}); // Run reports what is wrong
  };

  /** @type {Map<string, EditableListing>} */
  const listings = new Map(elements.map((element) => {
    const listing = new EditableListing(element, edits, {
      run, changed, opened, announce: page.announce, format: (declaration, text) => format({ declaration, text }),
    });
    return [listing.name, listing];
  }));
  const examples = mountExamples(article, { ...page, editBar, share: sharer.share, cellNames, format });
  const ownCells = page.mountOwnCells(article, { ...page, cellNames, format, share: sharer.share });
  changed();
  const ask = lazily(async () => (await import("./shared-edits.js")).sharedEdits(
    new Map([...listings, ...examples.listings]), editBar, page.announce, ownCells.addAll));
  const checkAddress = () => holdsEdits(location.hash) && ask().then((check) => check(), () => editBar.say(page.site.away));
  checkAddress();
  addEventListener("hashchange", checkAddress);
  if (mine().length) run(); // edits from an earlier visit still apply
}

/** Diagnostics that refer to no line of the page: the first few, and hints. */
function inLines(/** @type {Diagnostic[]} */ all) {
  const few = 3;
  const lines = all.slice(0, few).map((d) => `${d.declaration}${d.line ? `, line ${d.line}` : ""}: ${d.message}`);
  if (all.length > few) lines.push(`and ${all.length - few} more.`);
  return [...lines, ...new Set(all.slice(0, few).flatMap((d) => d.hint ?? []))];
}
